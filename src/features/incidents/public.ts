/** What other features may ask about incidents. Ids are UUIDs. */
import { labelOf } from '#core/records/contract/kind.ts'
import { planOf } from '#core/plan/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { consequencesOf } from './domain/severity.ts'
import type { IncidentState, Severity } from './domain/words.ts'
import { listOpenOf } from './store/incidents.ts'
import { listMovesBetween } from './store/moves.ts'

/** More last at once nowhere. */
const OPEN_MAX = 100
/** Moves that a report reads of one application. */
const MOVES_MAX = 10_000

export interface OpenIncident {
  readonly id: string
  /** `INC-12` */
  readonly label: string
  readonly severity: Severity
  /** Null: the application as a whole. */
  readonly environmentId: string | null
}

/** Those that last, the oldest first; with `environmentId` those of it and of the application as a whole. Checks no permission. */
export async function openIncidents(
  tx: Tx,
  { applicationId, environmentId }: { readonly applicationId: string; readonly environmentId?: string },
): Promise<readonly OpenIncident[]> {
  const rows = await listOpenOf(tx, applicationId, OPEN_MAX)
  return rows
    .filter((row) => environmentId === undefined || row.environmentId === null || row.environmentId === environmentId)
    .map(({ number, ...row }) => ({ ...row, label: labelOf('incident', number) }))
}

/** The open incidents because of which releases of an application are frozen by the plan, unless they are the fix; none: they are not. */
export async function freezesReleases(
  platform: Pick<Platform, 'work'>,
  tx: Tx,
  { clientId, applicationId }: { readonly clientId: string | null; readonly applicationId: string },
): Promise<readonly OpenIncident[]> {
  const open = await openIncidents(tx, { applicationId })
  if (open.length === 0) return []
  const { plan } = await planOf(platform).effective({ clientId, applicationId }, { tx })
  return open.filter(({ severity }) => consequencesOf(plan, severity).freezesReleases)
}

/** One step of an incident: what it was from then on. */
export interface IncidentStep {
  readonly incidentId: string
  readonly at: Instant
  readonly state: IncidentState
  readonly severity: Severity
}

/** Steps of incidents of an application from one instant (inclusive) to another (exclusive), oldest first; for reports. Checks no permission. */
export function incidentSteps(
  tx: Tx,
  of: { readonly applicationId: string; readonly from: Instant; readonly to: Instant },
): Promise<readonly IncidentStep[]> {
  return listMovesBetween(tx, { ...of, limit: MOVES_MAX })
}
