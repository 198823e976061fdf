/** Making and revoking write-only keys. */
import { uuidv7 } from 'uuidv7'
import { ingestKeyCreated, ingestKeyRevoked } from '#events/telemetry.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activeEnvironments, scopeOf } from '#core/catalog/public.ts'
import { hashToken, newToken, requirePermission } from '#core/identity/public.ts'
import { INGEST_KEY_START, type KeyBook } from '../access/key-book.ts'
import { telemetryCodes } from '../contract/codes.ts'
import { WRITE_KEYS } from '../contract/keys.ts'
import { ownerOf, shownKey, type KeyOwner, type Shown } from '../domain/key.ts'
import { findIngestKey, insertIngestKey, listIngestKeys, revokeIngestKey as revoke, type IngestKeyRow } from '../store/keys.ts'

/** Of an environment, an application or a client: one for each thing that sends; more is a loop gone wrong. */
const KEYS_MAX = 50
/** Characters of a key that lists show: enough to tell keys apart, far too few to guess the rest. */
const PREFIX_LENGTH = INGEST_KEY_START.length + 8
const ARCHIVED = 'This environment is archived; bring it back before making keys for it.'

export interface KeyAct {
  readonly platform: Pick<Platform, 'config' | 'work' | 'clock' | 'log'>
  readonly caller: Caller
  readonly book: KeyBook
}

/** The secret is shown to its maker and kept nowhere. Of the three ids one is given. */
export async function createIngestKey(
  { platform, caller }: KeyAct,
  { name, ...given }: Partial<Given> & { readonly name: string },
): Promise<{ readonly ingestKey: Shown<IngestKeyRow>; readonly secret: string }> {
  const { environmentId = null, applicationId = null, clientId = null } = given
  const secret = `${INGEST_KEY_START}${newToken()}`
  const at = platform.clock.now()
  const id = uuidv7()
  const ingestKey = await platform.work.run(async (tx) => {
    const owner = ownerOf({ environmentId, applicationId, clientId })
    const scope = await claimOwner(tx, caller, owner)
    if (environmentId !== null && !(await activeEnvironments(tx, [environmentId])).has(environmentId))
      throw new Fault(common.not_found, { detail: ARCHIVED })
    const asked = { environment: 'environmentIds', application: 'applicationIds', client: 'clientIds' } as const
    const keys = await listIngestKeys(tx, { [asked[owner.kind]]: [owner.id], limit: KEYS_MAX })
    if (keys.length === KEYS_MAX) throw new Fault(telemetryCodes.too_many_keys)
    const particulars = { ingestKeyId: id, name }
    await platform.log.publish(tx, { event: ingestKeyCreated, ...about(owner, scope), actor: caller.ref, at, particulars })
    const secretHash = hashToken(secret)
    const row = { id, environmentId, applicationId, clientId, name, prefix: secret.slice(0, PREFIX_LENGTH), secretHash, at }
    return insertIngestKey(tx, row)
  })
  return { ingestKey: shownKey(platform.config, ingestKey), secret }
}

export async function revokeIngestKey({ platform, caller, book }: KeyAct, id: string): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const key = await findIngestKey(tx, id)
    if (!key) throw new Fault(common.not_found)
    const owner = ownerOf(key)
    const scope = await claimOwner(tx, caller, owner)
    if (!(await revoke(tx, { id, at }))) throw new Fault(common.not_found)
    const particulars = { ingestKeyId: id, name: key.name }
    await platform.log.publish(tx, { event: ingestKeyRevoked, ...about(owner, scope), actor: caller.ref, at, particulars })
    platform.work.afterCommit(tx, () => book.forget())
  })
}

type Given = { readonly [K in keyof KeyOwner]: string | undefined }

type Owner = ReturnType<typeof ownerOf>

/** Whose keys the caller may change; also of an archived one, whose keys can still be revoked. */
async function claimOwner(tx: Tx, caller: Caller, owner: Owner): Promise<Scope> {
  const scope = await scopeOf(tx, owner)
  if (!scope) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_KEYS, scope)
  return scope
}

/** Contacts of the client have no part in keys. */
function about(record: Owner, scope: Scope) {
  return { record, scope: { ...scope, audience: 'internal' as const } }
}
