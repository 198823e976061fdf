/** Builders for tests, and a valid call for each route. */
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples } from '#test/support/samples.ts'
import type { HostState } from './domain/reading.ts'
import type { Platform } from '#platform/platform.ts'
import { HOURS_OF_WEEK } from './domain/baseline.ts'
import { putBaseline, type BaselineRow } from './store/baselines.ts'

/** A quiet host as the collector is given it. */
export function aHostState(traits: Partial<HostState> = {}): HostState {
  return {
    hostName: 'shop-1',
    processorCount: 2,
    processor: { busySeconds: 100, totalSeconds: 1_000 },
    loadAverage1m: 0.5,
    memory: { totalBytes: 1_000, availableBytes: 250 },
    disks: [{ device: 'vda', inBytes: 0, outBytes: 0 }],
    networks: [{ device: 'eth0', inBytes: 0, outBytes: 0 }],
    fileSystems: [{ mountPoint: '/', usedBytes: 60, availableBytes: 40 }],
    processGroups: [{ name: 'server', processes: [{ pid: 1, startTicks: 1, cpuSeconds: 10 }], memoryBytes: 5_000 }],
    ...traits,
  }
}

export const samples: Samples = {
  'monitoring.readOverview': async (world) => {
    const { ingestKey } = await anIngestKey(world)
    return { params: { id: world.applicationA }, query: { environmentId: ingestKey.environmentId } }
  },
  'monitoring.listFigures': (world) => ({ params: { id: world.applicationA } }),
  'monitoring.readFigure': (world) => ({ params: { id: world.applicationA, metric: 'system.cpu.utilization' }, query: { points: '10' } }),
}

/** How a signal stands, as if its hours had been judged: away from what is usual since `since`, or as usual for null. */
export function keepStanding(
  { work, clock }: Pick<Platform, 'work' | 'clock'>,
  { environmentId, signal, value, since }: Pick<BaselineRow, 'environmentId' | 'signal' | 'value' | 'since'>,
): Promise<void> {
  const now = clock.now()
  const band = { lower: 4, expected: 5, upper: 6 }
  const learned = {
    hours: Array.from({ length: HOURS_OF_WEEK }, () => band),
    refusedAs: null,
    weeks: 8,
    oddWeeks: 0,
    zone: 'UTC',
    learnedAt: now,
  }
  const turn = since === null ? null : 'above'
  const row = { environmentId, signal, ...learned, ...band, verdict: turn ?? 'inside', value, judgedTo: now, since, turn } as const
  return work.run((tx) => putBaseline(tx, row))
}
