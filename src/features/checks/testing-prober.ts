/** A prober that is driven by hand, on real stores. */
import type { Platform } from '#platform/platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testMetrics } from '#test/support/quiet.ts'
import { until } from '#test/support/until.ts'
import { openResultKeeper } from './actions/keep-results.ts'
import { Prober } from './actions/prober.ts'

type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'live' | 'logger' | 'egress' | 'secrets' | 'clickhouse'>

export interface ProberByHand {
  readonly prober: Prober
  /** Reads what was changed, begins what is due, waits until it ended, and writes what came of it. */
  round(): Promise<void>
}

/** Holds the lease from the first round on. */
export function openProber(platform: Needs, { dataFolder = scratchFolder() }: { readonly dataFolder?: string } = {}): ProberByHand {
  const metrics = testMetrics()
  const keeper = openResultKeeper({ ...platform, metrics, config: { dataFolder } as Platform['config'] })
  const prober = new Prober({ ...platform, metrics }, (results) => keeper.keep(results))
  return {
    prober,
    round: async () => {
      await prober.hold()
      await prober.settle()
      await prober.turn()
      // Turns go on meanwhile, as they do in a program that does not stand still.
      const isThrough = () => prober.turn().then(() => prober.isIdle)
      await until(isThrough, { what: 'the looks that are under way' })
      await prober.settle()
      await keeper.run()
    },
  }
}
