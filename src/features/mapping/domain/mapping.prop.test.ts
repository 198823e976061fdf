import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOTED_LABELS_MAX, VALUE_LENGTH_MAX } from './limits.ts'
import { assign, MATCHES, type Rule } from './rules.ts'
import { split } from './split.ts'
import { matchersFor } from './suggest.ts'
import { notedOf } from './telling.ts'

const label = fc.constantFrom('job', 'instance', 'service.name', 'deployment.environment', 'zone')
const value = fc.constantFrom('shop', 'shop-qa', 'shop-production', 'db')
const environment = fc.constantFrom('production', 'qa', 'archived')
const matcher = fc.record({ label, match: fc.constantFrom(...MATCHES), value })
const rule = fc.record({ matchers: fc.array(matcher, { minLength: 1, maxLength: 3 }), environmentId: environment })
const labels = fc.dictionary(label, value).map((of) => new Map(Object.entries(of)))
const environments = new Set(['production', 'qa'])
const is = (name: string, of: string): Rule['matchers'][number] => ({ label: name, match: 'is', value: of })

test('a split loses nothing, doubles nothing, keeps the order, and puts each where the rules say', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), fc.array(labels, { maxLength: 40 }), (rules, all) => {
      const items = all.map((of, index) => ({ of, index }))
      const assignmentOf = ({ of }: (typeof items)[number]) => assign({ rules, environments }, of)
      const { parts, unassigned } = split(items, assignmentOf)
      const found = [...parts.flatMap((part) => part.items), ...unassigned.map(({ item }) => item)].map(({ index }) => index)
      expect(found.toSorted((a, b) => a - b)).toEqual(items.map(({ index }) => index))
      for (const part of [...parts.map((each) => each.items), unassigned.map(({ item }) => item)])
        expect(part.map(({ index }) => index)).toEqual(part.map(({ index }) => index).toSorted((a, b) => a - b))
      for (const part of parts)
        for (const item of part.items) expect(assignmentOf(item)).toMatchObject({ environmentId: part.environmentId })
      for (const { item, reason } of unassigned) expect(assignmentOf(item).reason).toBe(reason)
      expect(new Set(parts.map(({ environmentId }) => environmentId)).size).toBe(parts.length)
    }),
  )
})

test('the rule that is made from what was noted assigns what it was noted of', () => {
  fc.assert(
    fc.property(labels, fc.string({ maxLength: 400 }), (of, long) => {
      const sent = new Map([...of, ['namespace', long]])
      const matchers = matchersFor(notedOf(sent, []))
      if (matchers.length > 0)
        expect(assign({ rules: [{ matchers, environmentId: 'qa' }], environments }, sent).reason).toBe('rule_matches')
    }),
  )
})

describe('a rule', () => {
  const rules: readonly Rule[] = [
    { matchers: [is('job', 'shop'), { label: 'instance', match: 'begins_with', value: 'qa-' }], environmentId: 'qa' },
    { matchers: [is('job', 'shop')], environmentId: 'production' },
    { matchers: [is('job', 'old')], environmentId: 'archived' },
  ]
  const assigned = (of: Readonly<Record<string, string>>) => assign({ rules, environments }, new Map(Object.entries(of)))

  test('matches when all its matchers hold, and the first that matches counts', () => {
    expect(assigned({ job: 'shop', instance: 'qa-1' })).toEqual({ reason: 'rule_matches', rule: 0, environmentId: 'qa' })
    expect(assigned({ job: 'shop', instance: 'web-1' })).toEqual({ reason: 'rule_matches', rule: 1, environmentId: 'production' })
    expect(assigned({ job: 'shop' })).toEqual({ reason: 'rule_matches', rule: 1, environmentId: 'production' })
  })

  test('of an environment that is archived or elsewhere assigns nothing, and no later rule does', () => {
    expect(assigned({ job: 'old' })).toEqual({ reason: 'environment_away', rule: 2 })
  })

  test('holds for nothing else, also not for names that objects have anyway', () => {
    for (const of of [{}, { job: '' }, { job: 'Shop' }, { job: 'shop2' }, { constructor: 'shop' }])
      expect(assigned(of)).toEqual({ reason: 'no_rule' })
  })
})

describe('of labels is noted', () => {
  test('what says where something runs and what the rules look at, scrubbed and cut, and nothing else', () => {
    const sent = new Map([
      ['__name__', 'http_requests_total'],
      ['path', '/orders/4711'],
      ['job', 'shop'],
      ['instance', 'https://root:hunter2@shop-1'],
      ['team', 'ann@example.com'],
      ['env', 'x'.repeat(900)],
    ])
    const noted = notedOf(sent, [{ matchers: [is('team', 'web')], environmentId: 'qa' }])
    expect(noted.map(([name]) => name)).toEqual(['env', 'job', 'instance', 'team'])
    expect(JSON.stringify(noted)).not.toMatch(/hunter2|ann@|4711/)
    expect(noted.every(([, of]) => of.length <= VALUE_LENGTH_MAX)).toBe(true)
  })

  test('a bounded number, however many the rules name', () => {
    const names = Array.from({ length: 100 }, (_, index) => `label_${index}`)
    const rules = names.map((name): Rule => ({ matchers: [is(name, 'x')], environmentId: 'qa' }))
    expect(notedOf(new Map(names.map((name) => [name, 'x'])), rules)).toHaveLength(NOTED_LABELS_MAX)
  })
})

test('a rule from what was noted names what many share before what is one sender’s own, and never what was taken out', () => {
  expect(
    matchersFor([
      ['deployment.environment', 'qa'],
      ['service.name', 'shop'],
      ['job', 'shop'],
      ['instance', 'a:1'],
    ]),
  ).toEqual([is('deployment.environment', 'qa'), is('service.name', 'shop')])
  expect(matchersFor([['instance', 'a:1']])).toEqual([is('instance', 'a:1')])
  expect(matchersFor([['job', '[removed:e-mail]']])).toEqual([])
  expect(matchersFor([])).toEqual([])
})
