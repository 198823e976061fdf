import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { judgeHeartbeat, type Heard } from './heartbeat.ts'

const settings = { kind: 'heartbeat', everySeconds: 60, graceSeconds: 10, runSecondsMax: 30 } as const
const at = (second: number) => instant(second * 1_000)
const heard = (of: Partial<Heard>): Heard => ({ signal: null, signalAt: null, startedAt: null, succeededAt: null, armedAt: at(0), ...of })
const judged = (of: Partial<Heard>, second: number) => judgeHeartbeat(heard(of), settings, at(second))

test.each([
  ['nothing was heard yet and there is time', {}, 70, 'not_looked_yet'],
  ['nothing was heard and the time is over', {}, 71, 'heartbeat_missing'],
  ['it reported success in time', { signal: 'success', signalAt: at(100), succeededAt: at(100) }, 170, 'answered'],
  ['the next success is late', { signal: 'success', signalAt: at(100), succeededAt: at(100) }, 171, 'heartbeat_missing'],
  ['it runs', { signal: 'start', signalAt: at(100), startedAt: at(100), succeededAt: at(50) }, 119, 'answered'],
  ['it runs for too long', { signal: 'start', signalAt: at(100), startedAt: at(100), succeededAt: at(90) }, 131, 'heartbeat_too_long'],
  [
    'it ended, but took too long',
    { signal: 'success', signalAt: at(135), startedAt: at(100), succeededAt: at(135) },
    136,
    'heartbeat_too_long',
  ],
  ['it failed', { signal: 'failure', signalAt: at(101), succeededAt: at(100) }, 102, 'heartbeat_failed'],
  [
    'a failure stays one, however long it is ago',
    { signal: 'failure', signalAt: at(101), succeededAt: at(100) },
    9_000,
    'heartbeat_failed',
  ],
] as const)('%s', (_words, of, second, reason) => {
  expect(judged(of, second).reason).toBe(reason)
})

test('a run that told its start is measured', () => {
  expect(judged({ signal: 'success', signalAt: at(112), startedAt: at(100), succeededAt: at(112) }, 113)).toMatchObject({
    reason: 'answered',
    ms: 12_000,
  })
})
