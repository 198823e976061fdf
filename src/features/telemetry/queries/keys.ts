/** Write-only keys as lists show them: never the secret. */
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { clientsOf, environmentsOf, scopeOf, type EnvironmentPlace } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { READ_INTAKE } from '../contract/keys.ts'
import { shownKey, type Shown } from '../domain/key.ts'
import { listIngestKeys, type IngestKeyRow } from '../store/keys.ts'

/** Fifty keys for each of twenty environments; the newest are shown. */
const KEYS_SHOWN_MAX = 1_000

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type ShownKey = Shown<IngestKeyRow>
type KeyAsk = Pick<Ask, 'caller'> & { readonly platform: Pick<Platform, 'config' | 'work'> }

/** All that can write to it: those of its environments, its own, and those of its client. */
export function listKeys({ platform, caller }: KeyAsk, applicationId: string): Promise<{ readonly items: ShownKey[] }> {
  return platform.work.read(async (tx) => {
    const environments = await visibleEnvironments(tx, caller, applicationId)
    const clientId = (await clientsOf(tx, [applicationId])).get(applicationId) ?? null
    const keys = await listIngestKeys(tx, {
      environmentIds: environments.map(({ id }) => id),
      applicationIds: [applicationId],
      clientIds: clientId === null ? [] : [clientId],
      limit: KEYS_SHOWN_MAX,
    })
    return { items: keys.map((key) => shownKey(platform.config, key)) }
  })
}

/** Those of the client itself. */
export function listClientKeys({ platform, caller }: KeyAsk, clientId: string): Promise<{ readonly items: ShownKey[] }> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'client', id: clientId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_INTAKE, scope)
    const keys = await listIngestKeys(tx, { clientIds: [clientId], limit: KEYS_SHOWN_MAX })
    return { items: keys.map((key) => shownKey(platform.config, key)) }
  })
}

/** Active environments of an application. Throws `common.not_found` when it is not there or not the caller's to see. */
export async function visibleEnvironments(tx: Tx, caller: Caller, applicationId: string): Promise<readonly EnvironmentPlace[]> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (!scope) throw new Fault(common.not_found)
  requirePermission(caller, READ_INTAKE, scope)
  return environmentsOf(tx, applicationId)
}
