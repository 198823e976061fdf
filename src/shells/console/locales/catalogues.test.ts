import { readFileSync } from 'node:fs'
import { formatter } from '@lingui/format-po'
import { expect, it } from 'vitest'

const read = async (locale: string) =>
  formatter().parse(readFileSync(new URL(`${locale}.po`, import.meta.url), 'utf8'), { locale, sourceLocale: 'en', filename: locale })

/** Names of the values: what stands first in each outermost pair of braces; words of a plural lie deeper. */
function valuesIn(text: string): string {
  let depth = 0
  const names = [...text].flatMap((sign, at) => {
    if (sign === '}') depth--
    return sign === '{' && depth++ === 0 ? [/^\w+/.exec(text.slice(at + 1))?.[0] ?? ''] : []
  })
  return [...new Set(names)].toSorted().join()
}

it('German has a text for every English one, with the same values in it', async () => {
  const [english, german] = await Promise.all([read('en'), read('de')])
  expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted())
  const untranslated = Object.entries(german).filter(([, entry]) => !entry.translation)
  expect(untranslated.map(([id]) => id)).toEqual([])
  const wrong = Object.entries(german).filter(([id, entry]) => valuesIn(id) !== valuesIn(entry.translation ?? ''))
  expect(wrong.map(([id]) => id)).toEqual([])
})

it('German addresses everybody as Sie', async () => {
  const texts = Object.values(await read('de')).map(({ translation }) => translation)
  expect(texts.filter((text) => /\b(du|dich|dir|deine?[mnrs]?)\b/i.test(text))).toEqual([])
})

it('German has one term for each thing, which the glossary names', async () => {
  const glossary = readFileSync(new URL('../../../../GLOSSARY.md', import.meta.url), 'utf8').split('## In German')[1] ?? ''
  const refused = [...glossary.matchAll(/^\| .* \| .* \| (.*) \|$/gm)]
    .flatMap(([, words]) => words?.split(', ') ?? [])
    .filter((word) => word !== 'Not')
  expect(refused.length).toBeGreaterThan(20)
  const pattern = new RegExp(`(?<![\\p{L}-])(${refused.join('|')})(?!\\p{L})`, 'u')
  const texts = Object.values(await read('de')).map(({ translation }) => translation)
  expect(texts.filter((text) => pattern.test(text))).toEqual([])
})
