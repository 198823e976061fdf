/** What the server tells people has words in the console, and these say in English exactly what the server says. */
import { readFileSync } from 'node:fs'
import { i18n } from '@lingui/core'
import { formatter } from '@lingui/format-po'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailLines } from '#core/delivery/domain/now-lines.ts'
import { operationSettings } from '#core/operation/contract/setting.ts'
import { judgeHealth, type HealthFacts } from '#core/operation/domain/health.ts'
import { ownLines, type OwnFacts } from '#core/operation/domain/own-now.ts'
import { sentenceIn, type Sentences } from '#design/navigation/sentences.ts'
import { deadManUrl } from '#features/oncall/contract/settings.ts'
import { pagerLines } from '#features/oncall/domain/pager-lines.ts'
import { PAGER_FAULTS } from '#features/oncall/domain/pager.ts'
import { HOUR_MS, instant, later } from '#kit/time.ts'
import { readTree } from '../../../tools/checks/tree.ts'
import { eventKinds } from '../../../tools/generators/events.ts'
import { parts } from './features.ts'
import { refusals } from './refusals.gen.ts'

const ROOT = new URL('../../../', import.meta.url).pathname
const SOURCES = readTree(ROOT).filter(({ path }) => path.startsWith('src/') && path.endsWith('.ts') && !/\.(test|gen)\.ts$/.test(path))
const now = instant('2026-11-22T12:00:00Z')

let sentences: Sentences = {}
const before = i18n.locale

// A locale whose messages are their own ids: the tables speak, and what they say is English.
beforeAll(async () => {
  sentences = Object.assign({}, ...(await Promise.all(parts.flatMap((part) => (part.sentences ? [part.sentences()] : []))))) as Sentences
  i18n.setMessagesCompiler(compileMessage)
  i18n.loadAndActivate({ locale: 'en-GB', messages: {} })
})
afterAll(() => {
  if (before) i18n.activate(before)
})

const say = (kind: string, particulars: Readonly<Record<string, unknown>> = {}) =>
  sentenceIn(sentences, { kind, sentence: `no words for ${kind}`, particulars })

test('every kind of event has a message, which is its sentence', async () => {
  const kinds = await eventKinds(ROOT)
  expect(kinds.length).toBeGreaterThan(100)
  expect(kinds.filter(({ kind, sentence }) => sentences[kind] !== sentence).map(({ kind }) => kind)).toEqual([])
})

test('every topic of notifications has its title', () => {
  const topics = SOURCES.flatMap(({ text }) => [...text.matchAll(/: NoticeTopic = \{ key: '([^']+)', title: '([^']+)' \}/g)])
  const declared = SOURCES.flatMap(({ text }) => text.match(/: NoticeTopic = /g) ?? [])
  expect(topics).toHaveLength(declared.length)
  for (const [, key, title] of topics) expect(say(`topic.${key}`)).toBe(title)
})

test('every setting has its title and its sentence', () => {
  const declared = SOURCES.flatMap(({ text }) => text.match(/= defineSetting\(/g) ?? [])
  const settings = [...operationSettings, deadManUrl]
  expect(settings).toHaveLength(declared.length)
  for (const { key, title, sentence } of settings) {
    expect(say(`setting.${key}`)).toBe(title)
    expect(say(`setting.${key}.sentence`)).toBe(sentence)
  }
})

describe('the first screen', () => {
  const waiting = [1, 3].flatMap((count) => [false, true].map((more) => ({ count, more: more && count > 1, since: now })))
  const audits: OwnFacts['audit'][] = [
    { last: { passed: false, at: now, faultSeq: 7 }, everyHours: 24, since: now },
    { last: { passed: true, at: later(now, -100 * HOUR_MS), faultSeq: null }, everyHours: 24, since: now },
    { last: null, everyHours: 24, since: later(now, -100 * HOUR_MS) },
  ]
  const invitations = [1, 2].flatMap((count) => [-1, 20].map((hours) => ({ count, expiresAt: later(now, hours * HOUR_MS) })))
  const all = [0, 1, 2, 3].flatMap((at) =>
    ownLines({
      deadJobs: waiting[at] ?? null,
      parkedReactions: waiting[at] ?? null,
      audit: audits[at] ?? null,
      invitations: invitations[at] ?? null,
      ownerless: { count: at + 1, first: 'Shop', since: now },
      now,
    }),
  )
  const mails = [1, 5].flatMap((count) => [
    ...mailLines({ configured: false, waiting: count, waitingSince: now, trouble: null, failedToday: count }, now),
    ...mailLines({ configured: true, waiting: count, waitingSince: now, trouble: '535 no', failedToday: 0 }, now),
  ])
  const lines = [...all, ...mails.map(({ kind, ...line }) => ({ key: `delivery.${kind}`, ...line }))]

  test.each(lines)('says “$title” by its key', ({ key, values, title, reason }) => {
    expect(say(`now.${key}`, values)).toBe(title)
    expect(say(`now.${key}.reason`, values)).toBe(reason)
  })

  test('has words for every key that a part names', () => {
    const telling = SOURCES.filter(({ text }) => /\bNowItem\b/.test(text))
    const keys = telling.flatMap(({ path, text }) =>
      [...text.matchAll(new RegExp(`'(${partOf(path)}\\.[a-z_]+)'`, 'g'))].map(([, key]) => key),
    )
    expect(keys.length).toBeGreaterThan(6)
    expect(keys.filter((key) => !(`now.${key}` in sentences && `now.${key}.reason` in sentences))).toEqual([])
  })
})

const partOf = (path: string): string => path.split('/')[2] ?? ''

describe('the health of the installation', () => {
  const well: HealthFacts = {
    stores: ['postgresql', 'clickhouse'].map((name) => ({ name, embedded: true, state: 'up' })),
    clockSkewMs: 0,
    disk: { freeBytes: 50, totalBytes: 100 },
    diskWarningPercent: 10,
    log: { head: 1, unsealed: 0, readers: [] },
    mail: { configured: true, waiting: 0, trouble: null },
  }
  const down = (embedded: boolean) => ({ stores: well.stores.map((store) => ({ ...store, embedded, state: 'down' as const })) })
  const disk = (freeBytes: number) => ({ disk: { freeBytes, totalBytes: 100 } })
  const mail = (configured: boolean, waiting: number, trouble: string | null) => ({ mail: { configured, waiting, trouble } })
  const cases: Partial<HealthFacts>[] = [
    down(true),
    down(false),
    { disk: null, log: null, mail: null },
    ...[600, -600, 6_000, -6_000, null].map((clockSkewMs) => ({ clockSkewMs })),
    disk(5),
    disk(1),
    { log: { head: 1, unsealed: 2_000, readers: [] } },
    { log: { head: 1, unsealed: 0, readers: [{ name: 'facts', lag: 20_000 }] } },
    mail(false, 0, null),
    mail(false, 1, null),
    mail(false, 4, null),
    mail(true, 1, '535 no'),
    mail(true, 4, '535 no'),
  ]

  test.each([{}, ...cases].flatMap((facts) => judgeHealth({ ...well, ...facts })))(
    'says “$sentence” by its reason',
    ({ name, reason, values, sentence }) => {
      expect(say(`health.${name}.${reason}`, values)).toBe(sentence)
    },
  )
})

describe('the health of the pager', () => {
  const well = { dead: [], calledAt: null, callFailure: null, faults: [], isCallWanted: false, now }
  const cases = [
    well,
    { ...well, faults: null },
    ...PAGER_FAULTS.map((fault) => ({ ...well, faults: [fault] })),
    { ...well, dead: [{ name: 'email', reason: 'connection_refused' }] },
    { ...well, isCallWanted: true },
    { ...well, isCallWanted: true, calledAt: later(now, -HOUR_MS) },
    { ...well, isCallWanted: true, callFailure: 'HTTP 404' },
  ]

  test.each(cases.flatMap(pagerLines))('says “$sentence” by its reason', ({ name, reason, values, sentence }) => {
    expect(say(`health.${name}.${reason}`, values)).toBe(sentence)
  })
})

test('every closed value that an event names has words', async () => {
  const kinds = await eventKinds(ROOT)
  const missing = kinds.flatMap(({ kind, sentence, particulars }) => {
    const shape = (particulars as { shape?: Readonly<Record<string, ClosedType>> }).shape ?? {}
    const named = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
    return named.flatMap((name) =>
      optionsOf(shape[name])
        .filter((value) => !(`value.${name}.${value}` in sentences))
        .map((value) => `${kind}: value.${name}.${value}`),
    )
  })
  expect(missing).toEqual([])
})

interface ClosedType {
  readonly options?: readonly unknown[]
  readonly element?: ClosedType
  readonly unwrap?: () => ClosedType
}

/** The values of an enumeration, or of a list of one. */
function optionsOf(type: ClosedType | undefined): readonly string[] {
  const inner = type?.element ?? type
  return (inner?.options ?? []).filter((option) => typeof option === 'string')
}

test('every message has German words, so that nothing of this reaches a German console in English', async () => {
  const source = readFileSync(new URL('locales/de.po', import.meta.url), 'utf8')
  const german = await formatter().parse(source, { locale: 'de', sourceLocale: 'en', filename: 'de.po' })
  const messages = [...Object.values(sentences), ...Object.values(refusals)]
  expect(messages.filter((message) => !german[message]?.translation)).toEqual([])
})
