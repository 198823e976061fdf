/** Statements on the table `idempotency_key`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '../pg/tx.ts'
import type { Tx } from '../work.ts'

interface KeyName {
  readonly caller: string
  readonly route: string
  readonly key: string
}

export interface KeyRow {
  readonly fingerprint: Uint8Array
  readonly claimedAt: Instant
  readonly hasEffect: boolean
  /** Sealed; null while there is none. */
  readonly answer: Uint8Array | null
}

export interface NewClaim extends KeyName {
  readonly fingerprint: Uint8Array
  readonly claim: string
  readonly now: Instant
  /** A row claimed before these instants may be taken over: without an effect, or whatever it holds. */
  readonly freeBefore: { readonly untouched: Instant; readonly expired: Instant }
}

/** False when somebody else holds the key; the conflict branch updates no row then. */
export async function claimKey(tx: Tx, claim: NewClaim): Promise<boolean> {
  const { caller, route, key, freeBefore } = claim
  const rows = await affected(
    tx,
    'http.claimKey',
    sql`insert into idempotency_key as held (caller, route, key, fingerprint, claim, claimed_at)
      values (${caller}, ${route}, ${key}, ${claim.fingerprint}, ${claim.claim}, ${toDate(claim.now)})
      on conflict (caller, route, key) do update
        set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_at = excluded.claimed_at, effect_at = null, answer = null
        where held.claimed_at < ${toDate(freeBefore.expired)}
          or (held.effect_at is null and held.answer is null and held.fingerprint = excluded.fingerprint
            and held.claimed_at < ${toDate(freeBefore.untouched)})`,
  )
  return rows === 1
}

/** Undefined when the key was never used, or was released a moment ago. */
export async function findKey(tx: Tx, { caller, route, key }: KeyName): Promise<KeyRow | undefined> {
  const rows = await named(
    tx,
    'http.findKey',
    sql<KeyRow>`select fingerprint, claimed_at as "claimedAt", effect_at is not null as "hasEffect", answer
      from idempotency_key where caller = ${caller} and route = ${route} and key = ${key}`,
  )
  return rows[0]
}

/** Rows changed; 0 says that the claim was taken over in the meantime. */
export function markEffect(tx: Tx, claim: string): Promise<number> {
  return affected(tx, 'http.markEffect', sql`update idempotency_key set effect_at = coalesce(effect_at, now()) where claim = ${claim}`)
}

/** Does nothing when the claim was taken over: the answer of the new holder counts. */
export async function storeAnswer(tx: Tx, claim: string, answer: Uint8Array): Promise<void> {
  await affected(tx, 'http.storeAnswer', sql`update idempotency_key set answer = ${answer} where claim = ${claim}`)
}

/** For a request that was refused: the caller may correct it and use the key again. */
export async function releaseKey(tx: Tx, claim: string): Promise<void> {
  await affected(tx, 'http.releaseKey', sql`delete from idempotency_key where claim = ${claim} and effect_at is null`)
}

/** Removes every key claimed before that instant, whatever it holds. */
export async function forgetKeys(tx: Tx, before: Instant): Promise<void> {
  await affected(tx, 'http.forgetKeys', sql`delete from idempotency_key where claimed_at < ${toDate(before)}`)
}
