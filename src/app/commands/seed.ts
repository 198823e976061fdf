/** `pitcrew seed`: sample data for trying things out, marked as such. */
import process from 'node:process'
import { firstOwner } from '#core/identity/public.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { SimulatedClock, systemClock, type Clock } from '#platform/clock.ts'
import { StartFault } from '#platform/start-fault.ts'
import { planSeed, SIZES, type SeedSize } from '../seed/plan.ts'
import { isSown, sow } from '../seed/sow.ts'
import { withCore } from './with-core.ts'

const LINKS_SHOWN = 5

export async function seed(wanted: string): Promise<void> {
  if (!isSize(wanted))
    throw new StartFault(`There is no sample data named ${JSON.stringify(wanted)}; choose one of ${Object.keys(SIZES).join(', ')}.`)
  const { clock, progress } = timeFor(SIZES[wanted].days)
  await withCore(async (core) => {
    const owner = await firstOwner(core.platform)
    if (owner === undefined) throw new StartFault('Set Pitcrew up first: sample data is added in the name of its owner.')
    const plan = planSeed(wanted)
    if (await isSown(core, owner, plan)) throw new StartFault('The sample data is there already; one installation takes it once.')
    const links = await sow(core, owner, plan, progress)
    process.stdout.write(`Added ${links.length} sample applications. For example:\n`)
    for (const link of links.slice(0, LINKS_SHOWN)) process.stdout.write(`  ${core.platform.config.publicUrl}${link}\n`)
  }, clock)
}

function isSize(text: string): text is SeedSize {
  return Object.hasOwn(SIZES, text)
}

/** Sample data over a year begins in the past and ends now. */
function timeFor(days: number): { clock: Clock; progress: (done: number) => void } {
  if (days === 0) return { clock: systemClock, progress: () => {} }
  const start = later(systemClock.now(), -days * DAY_MS)
  const clock = new SimulatedClock(start)
  return { clock, progress: (done) => clock.advance(start + done * days * DAY_MS - clock.now()) }
}
