import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { courseCaption, releaseLine, valueLine } from './told.ts'

const en = { language: 'en', zone: 'Europe/London' } as const
const de = { language: 'de', zone: 'Europe/Berlin' } as const

test('a page says value, release and course in the words and the zone of its reader', () => {
  expect(valueLine(en, { value: 1_234.56, limit: 1_000, unit: 'number' })).toBe('Measured 1,235, limit 1,000')
  expect(valueLine(de, { value: 0.9712, limit: 0.9, unit: 'share' })).toBe('Gemessen 97,12\u00a0%, Grenze 90\u00a0%')
  const release = { name: 'shop@2.3.1', firstSeenAt: instant('2026-11-22T22:55:00Z') }
  expect(releaseLine(en, release)).toBe('Latest release shop@2.3.1, first seen 22 Nov 2026, 22:55')
  expect(releaseLine(de, release)).toBe('Letztes Release shop@2.3.1, erstmals gesehen 22.11.2026, 23:55')
  expect(courseCaption(de, 35)).toBe('Letzte 35 Min.:')
})
