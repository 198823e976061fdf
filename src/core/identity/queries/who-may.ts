/** Who may do something at one place: whom one can mention, ask or tell about a record. */
import type { Scope } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import type { PersonState } from '../domain/changes.ts'
import { CLEARANCE, roleHolds, ROLES } from '../domain/roles.ts'
import { listWhoMay } from '../store/people-who-may.ts'

export interface WhoMay {
  /** All of them are needed. */
  readonly permissions: readonly string[]
  readonly scope: Scope
  /** Only those of them. UUIDs. */
  readonly ids?: readonly string[]
  /** Part of the name or address. */
  readonly text?: string
  readonly limit: number
}

/** Active people by name, with what their roles alone allow: API keys, which may less, are not looked at. */
export function peopleWhoMay(
  tx: Tx,
  { permissions, scope, ids, text, limit }: WhoMay,
): Promise<readonly { readonly id: string; readonly name: string; readonly state: PersonState }[]> {
  const isTeams = scope.audience === 'internal' || scope.audience === 'restricted'
  const fitting = ROLES.filter((role) => role !== 'client_contact' || !isTeams)
  const holding = (permission: string) => fitting.filter((role) => roleHolds(role, permission))
  const cleared = scope.audience === 'restricted' ? holding(CLEARANCE) : null
  return listWhoMay(tx, { scope, roles: permissions.map(holding), cleared, ids: ids ?? null, text: text?.trim() || null, limit })
}
