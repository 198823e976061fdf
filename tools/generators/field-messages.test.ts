/** What the server says about single fields is said in German, with whatever it put in. */
import { readFileSync } from 'node:fs'
import { i18n } from '@lingui/core'
import { formatter } from '@lingui/format-po'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldFaults, fieldWords as serverWords } from '#platform/http/fields.ts'
import { fieldMessages } from '../../src/shells/console/field-messages.gen.ts'
import { fieldWords } from '../../src/shells/console/field-words.ts'

const before = i18n.locale
let german: Readonly<Record<string, { readonly translation?: string }>> = {}

beforeAll(async () => {
  const source = readFileSync(new URL('../../src/shells/console/locales/de.po', import.meta.url), 'utf8')
  german = await formatter().parse(source, { locale: 'de', sourceLocale: 'en', filename: 'de.po' })
  const messages = Object.fromEntries(fieldMessages.map((message) => [message, german[message]?.translation ?? message]))
  i18n.setMessagesCompiler(compileMessage)
  i18n.loadAndActivate({ locale: 'de', messages })
})
afterAll(() => {
  if (before) i18n.activate(before)
})

test('every message has German words that put in the same', () => {
  const placesOf = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).toSorted()
  const wanting = fieldMessages.filter((message) => {
    const words = german[message]?.translation ?? ''
    return words === '' || words === message || placesOf(words).join() !== placesOf(message).join()
  })
  expect(wanting).toEqual([])
})

test.each([
  [z.string().min(3), 'ab', 'muss mindestens 3 Zeichen haben'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'darf höchstens 2 Einträge haben'],
  [z.int(), 1.5, 'muss eine ganze Zahl sein'],
  [z.string(), undefined, 'muss angegeben werden'],
  [z.email(), 'ada', 'muss eine E-Mail-Adresse wie ada@example.com sein'],
  [z.enum(['up', 'down']), 'left', 'muss eines von "up", "down" sein'],
])('says what a schema refuses', (schema, value, words) => {
  const read = z.safeDecode(schema as z.ZodType, value, { error: serverWords })
  expect(fieldFaults('body', read.error?.issues ?? []).map(({ message }) => fieldWords(message))).toEqual([words])
})

test('words that nobody knows stay as they are', () => {
  expect(fieldWords('The line 3 names nobody.')).toBe('The line 3 names nobody.')
})
