/** How pages of an environment do at a glance, against what the support plan says of it. */
import { scopeOf } from '#core/catalog/public.ts'
import { limitFor, planOf, standingOf, type SignalLimit } from '#core/plan/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Glance } from '../contract/contract.ts'
import { readGlance as readSteps, type GlanceRow } from '../store/read-pages.ts'
import { seenEnvironments, type Ask } from './pages.ts'

/** As long as the plan waits before it believes a page load. */
const STEP_MS = 30 * MINUTE_MS
/** A day, and the half hour of yesterday that now is compared with. */
const STEPS = 49

/** Throws `common.not_found` for an application or environment that is not there or not the caller's to see. */
export async function readGlance(
  { platform, caller }: Ask,
  place: { readonly applicationId: string; readonly environmentId: string },
): Promise<Glance> {
  const environments = await seenEnvironments(platform, caller, place)
  const plan = await platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: place.applicationId })
    if (!scope) throw new Fault(common.not_found)
    return planOf(platform).effective({ clientId: scope.clientId, applicationId: place.applicationId }, { tx })
  })
  // The half hour that ends now, not the one that the clock has just begun.
  const to = instant(Math.ceil((platform.clock.now() + 1) / SECOND_MS) * SECOND_MS)
  const wanted = { environments, from: later(to, -STEPS * STEP_MS), to }
  const rows = await readSteps(platform.clickhouse, wanted, STEP_MS / SECOND_MS)
  const whole = rows.find(({ step }) => step === null)
  const { sessions = 0, views = 0, lcpMs = null, inpMs = null, cls = null } = whole ?? {}
  return {
    loadMs: told(rows, limitFor(plan, 'page_load'), { value: ({ loadMs }) => loadMs, volume: ({ loads }) => loads }),
    errorRate: told(rows, limitFor(plan, 'error_rate'), { value: failedShare, volume: ({ failed }) => failed }),
    sessions,
    views,
    lcpMs,
    inpMs,
    cls,
  }
}

const failedShare = ({ requests, failed }: GlanceRow): number | null => (requests === 0 ? null : failed / requests)

interface Of {
  readonly value: (row: GlanceRow) => number | null
  readonly volume: (row: GlanceRow) => number
}

function told(rows: readonly GlanceRow[], limit: SignalLimit | undefined, { value, volume }: Of): Glance['loadMs'] {
  const byStep = new Map(rows.map((row) => [row.step, row]))
  const course = Array.from({ length: STEPS }, (_, step) => {
    const row = byStep.get(step)
    return row ? value(row) : null
  })
  const [yesterday = null, now = null] = [course[0], course.at(-1)]
  const latest = byStep.get(STEPS - 1)
  const said = { value: now ?? undefined, volume: latest ? volume(latest) : 0 }
  return { value: now, volume: said.volume, standing: standingOf(said, limit), limit: limit ?? null, course: course.slice(1), yesterday }
}
