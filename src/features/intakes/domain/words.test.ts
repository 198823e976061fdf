import { describe, expect, test } from 'vitest'
import { fitsAll, readFilter, readMatcher } from './matchers.ts'
import { severityOf } from './severity.ts'

describe('a word for a severity', () => {
  const of = { words: { disaster: 'minor', warning: 'notify' }, otherwise: 'major' } as const

  test.each([
    ['critical', 'critical', 'said'],
    [' Critical ', 'critical', 'said'],
    ['disaster', 'minor', 'translated'],
    ['warning', 'notify', 'translated'],
    ['fatal', 'critical', 'translated'],
    ['P5', 'notify', 'translated'],
    ['sev-9', 'major', 'unknown_word'],
    ['constructor', 'major', 'unknown_word'],
    [null, 'major', 'nothing_said'],
  ] as const)('%s means %s: %s', (word, severity, reason) => {
    expect(severityOf(word, of)).toEqual({ severity, reason })
  })
})

describe('a matcher', () => {
  test.each([
    ['alertname="Disk"', { name: 'alertname', value: 'Disk', isRegex: false, isEqual: true }],
    ['alertname=Disk', { name: 'alertname', value: 'Disk', isRegex: false, isEqual: true }],
    [' a != "b\\"c\\n" ', { name: 'a', value: 'b"c\n', isRegex: false, isEqual: false }],
    ['a=~"b.*"', { name: 'a', value: 'b.*', isRegex: true, isEqual: true }],
    ['"host.name"!~"b|c"', { name: 'host.name', value: 'b|c', isRegex: true, isEqual: false }],
    ['a=""', { name: 'a', value: '', isRegex: false, isEqual: true }],
    ['nonsense', undefined],
    ['{a="b"}', undefined],
  ])('%s', (text, expected) => {
    expect(readFilter(text)).toEqual(expected)
  })

  test('in a silence may leave out that it is equal', () => {
    expect(readMatcher({ name: 'a', value: 'b', isRegex: false })).toMatchObject({ isEqual: true })
    expect([readMatcher({ name: '', value: 'b' }), readMatcher({ name: 'a' }), readMatcher(null)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('fits labels that are there, and the empty value of those that are not', () => {
    const test = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`).test(value)
    const fits = (text: string) =>
      fitsAll(
        { a: 'b' },
        [readFilter(text)].flatMap((one) => one ?? []),
        test,
      )
    expect([fits('a="b"'), fits('a!="b"'), fits('c=""'), fits('c!~".+"'), fits('a=~"[ab]"')]).toEqual([true, false, true, true, true])
  })
})
