import { expect, test } from 'vitest'
import { HOUR_MS, instant, later } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { refusedLineWords, severityOf, takeLines } from './public.ts'
import { aLine } from './testing.ts'

const NOW = instant('2026-11-22T10:00:00Z')
const SOURCE = { environmentId: '01890a5d-ac96-774b-bcce-b302099a8057', keyId: null, protocol: 'otlp_logs' } as const

test('whoever reads a protocol hands its lines over and hears which were not kept and why', async () => {
  const platform = { clock: new SimulatedClock(NOW), config: { dataFolder: scratchFolder() } as Platform['config'] }
  const lines = [aLine({ severity: severityOf('Warning') }), aLine({ at: later(NOW, HOUR_MS) }), aLine({ body: '' })]
  const { kept, refused, refusedLines } = await takeLines(platform, SOURCE, { bytes: 100, lines })
  expect([kept, refusedLines]).toEqual([
    1,
    [
      { index: 1, reason: 'in_future' },
      { index: 2, reason: 'line_empty' },
    ],
  ])
  expect(refusedLineWords(refused)).toBe(
    '1 without a text and without attributes (line_empty); 1 more than 10 minutes ahead of our clock (in_future)',
  )
})

test('levels have numbers in the words of many loggers', () => {
  expect(['TRACE', 'debug', 'Information', 'warn', 'err', 'crit', 'panic', 'odd'].map(severityOf)).toEqual([1, 5, 9, 13, 17, 18, 21, 0])
})
