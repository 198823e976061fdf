/** Making and revoking write-only keys. */
import { uuidv7 } from 'uuidv7'
import { ingestKeyCreated, ingestKeyRevoked } from '#events/telemetry.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { hashToken, newToken, requirePermission } from '#core/identity/public.ts'
import { INGEST_KEY_START, type KeyBook } from '../access/key-book.ts'
import { telemetryCodes } from '../contract/codes.ts'
import { WRITE_KEYS } from '../contract/keys.ts'
import { dsnOf } from '../domain/dsn.ts'
import { findIngestKey, insertIngestKey, listIngestKeys, revokeIngestKey as revoke, type IngestKeyRow } from '../store/keys.ts'

/** One for each thing that sends; more is a loop gone wrong. */
const KEYS_PER_ENVIRONMENT_MAX = 50
/** Characters of a key that lists show: enough to tell keys apart, far too few to guess the rest. */
const PREFIX_LENGTH = INGEST_KEY_START.length + 8
const ARCHIVED = 'This environment is archived; bring it back before making keys for it.'

export interface KeyAct {
  readonly platform: Pick<Platform, 'config' | 'work' | 'clock' | 'log'>
  readonly caller: Caller
  readonly book: KeyBook
}

/** The secret is shown to its maker and kept nowhere. */
export async function createIngestKey(
  { platform, caller }: KeyAct,
  { environmentId, name }: { readonly environmentId: string; readonly name: string },
): Promise<{ readonly ingestKey: IngestKeyRow & { readonly dsn: string }; readonly secret: string }> {
  const secret = `${INGEST_KEY_START}${newToken()}`
  const at = platform.clock.now()
  const id = uuidv7()
  const ingestKey = await platform.work.run(async (tx) => {
    const scope = await claimEnvironment(tx, caller, environmentId)
    const active = await environmentsOf(tx, scope.applicationId)
    if (!active.some((environment) => environment.id === environmentId)) throw new Fault(common.not_found, { detail: ARCHIVED })
    const keys = await listIngestKeys(tx, { environmentIds: [environmentId], limit: KEYS_PER_ENVIRONMENT_MAX })
    if (keys.length === KEYS_PER_ENVIRONMENT_MAX) throw new Fault(telemetryCodes.too_many_keys)
    const particulars = { ingestKeyId: id, name }
    await platform.log.publish(tx, { event: ingestKeyCreated, ...about(environmentId, scope), actor: caller.ref, at, particulars })
    return insertIngestKey(tx, { id, environmentId, name, prefix: secret.slice(0, PREFIX_LENGTH), secretHash: hashToken(secret), at })
  })
  return { ingestKey: { ...ingestKey, dsn: dsnOf(platform.config.publicUrl, ingestKey) }, secret }
}

export async function revokeIngestKey({ platform, caller, book }: KeyAct, id: string): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const key = await findIngestKey(tx, id)
    if (!key) throw new Fault(common.not_found)
    const scope = await claimEnvironment(tx, caller, key.environmentId)
    if (!(await revoke(tx, { id, at }))) throw new Fault(common.not_found)
    const particulars = { ingestKeyId: id, name: key.name }
    await platform.log.publish(tx, { event: ingestKeyRevoked, ...about(key.environmentId, scope), actor: caller.ref, at, particulars })
    platform.work.afterCommit(tx, () => book.forget())
  })
}

/** Where an environment belongs whose keys the caller may change; also of an archived one, whose keys can still be revoked. */
async function claimEnvironment(tx: Tx, caller: Caller, id: string): Promise<Scope & { readonly applicationId: string }> {
  const scope = await scopeOf(tx, { kind: 'environment', id })
  if (!scope?.applicationId) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_KEYS, scope)
  return { ...scope, applicationId: scope.applicationId }
}

/** Contacts of the client have no part in keys. */
function about(environmentId: string, scope: Scope) {
  return { record: { kind: 'environment' as const, id: environmentId }, scope: { ...scope, audience: 'internal' as const } }
}
