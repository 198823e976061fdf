/** API keys as lists show them: never the secret. */
import type { Instant } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { requireHeld, type PersonCaller } from '../access/caller.ts'
import { organisationScope } from '../domain/permit.ts'
import { listApiKeys as list, type ApiKeyRow } from '../store/api-keys.ts'

/** Enough for ten people with as many keys as they may have; the newest are shown. */
const KEYS_SHOWN_MAX = 1_000

/** One's own, or everybody's for who may change people; the newest first. */
export async function listApiKeys(platform: Needs, caller: PersonCaller) {
  requireHeld(caller, 'identity.keys.write')
  const personId = caller.may('identity.people.write', organisationScope) ? null : caller.personId
  const rows = await platform.work.read((tx) => list(tx, { personId, limit: KEYS_SHOWN_MAX }))
  const now = platform.clock.now()
  return rows.map((row) => shownApiKey(row, now))
}

/** A key as lists show it at `now`. */
export function shownApiKey(row: ApiKeyRow, now: Instant) {
  return { ...row, scopes: [...row.scopes], expired: row.expiresAt !== null && now >= row.expiresAt }
}
