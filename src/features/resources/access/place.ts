/** Whose resources somebody may see. */
import { environmentsOf, scopeOf, type EnvironmentPlace } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { limitFor, planOf } from '#core/plan/public.ts'
import { standingsIn } from '#features/monitoring/public.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { SignalStanding } from '../domain/deviations.ts'
import { TRAITS } from '../domain/gauges.ts'
import type { GaugeKind } from '../domain/words.ts'
import { findFinding, lockFinding, type FindingRow } from '../store/findings.ts'

/** Contacts of the client have no part in their suppliers' machines. */
export const internal = (scope: Scope): Scope => ({ ...scope, audience: 'internal' })

/** Throws `common.not_found` for an application that is not there or not the caller's. */
export async function seenApplication(
  tx: Tx,
  caller: Caller,
  { applicationId, permission }: { readonly applicationId: string; readonly permission: string },
): Promise<Scope> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  requirePermission(caller, permission, internal(scope))
  return internal(scope)
}

interface Asked {
  readonly id: string
  readonly permission: string
}

/** Throws `common.not_found` for a finding that is not there or not the caller's. */
export async function seenFinding(tx: Tx, caller: Caller, { id, permission }: Asked): Promise<FindingRow> {
  return allowed(tx, caller, { row: await findFinding(tx, id), permission }).then(({ row }) => row)
}

/** The same, held until the transaction ends. */
export async function claimFinding(tx: Tx, caller: Caller, { id, permission }: Asked): Promise<{ row: FindingRow; scope: Scope }> {
  return allowed(tx, caller, { row: await lockFinding(tx, id), permission })
}

async function allowed(tx: Tx, caller: Caller, { row, permission }: { row: FindingRow | undefined; permission: string }) {
  if (row === undefined) throw new Fault(common.not_found)
  return { row, scope: await seenApplication(tx, caller, { applicationId: row.applicationId, permission }) }
}

/** What an application is held against. */
export interface Measuring {
  readonly environments: readonly EnvironmentPlace[]
  /** On whose clock its weeks are counted. */
  readonly zone: string
  readonly limits: Readonly<Record<GaugeKind, number | null>>
}

/** The share above which the standard plan calls a disk too full; counts where a plan says nothing of something. */
const LIMIT_SHARE = 0.8

export async function measuringOf({ work }: Pick<Platform, 'work'>, tx: Tx, { clientId, applicationId }: Scope): Promise<Measuring> {
  const effective = await planOf({ work }).effective({ clientId, applicationId }, { tx })
  const limit = (kind: GaugeKind): number | null => {
    const { signal, unit } = TRAITS[kind]
    // The plan's limit of networks is a share of what a link carries, which nobody tells.
    if (unit !== '1') return null
    return (signal === null ? undefined : limitFor(effective, signal)?.above) ?? LIMIT_SHARE
  }
  const kinds = Object.keys(TRAITS) as GaugeKind[]
  return {
    environments: applicationId === null ? [] : await environmentsOf(tx, applicationId),
    zone: effective.zone,
    limits: Object.fromEntries(kinds.map((kind) => [kind, limit(kind)])) as Measuring['limits'],
  }
}

/** How the signals of these environments stand against what is usual of them. */
export async function standingsOf(tx: Tx, environments: readonly EnvironmentPlace[]): Promise<readonly SignalStanding[]> {
  const names = new Map(environments.map(({ id, name }) => [id, name]))
  const standings = await standingsIn(tx, [...names.keys()])
  return standings.map((standing) => ({ ...standing, environment: names.get(standing.environmentId) ?? '' }))
}
