/** What identity holds about a person, read for their export and removed at their erasure. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface FoundAccount {
  readonly id: string
  readonly name: string
  /** Without those by which somebody else goes now: texts that have them may well mean the other one. */
  readonly formerNames: readonly string[]
  readonly email: string
}

/** Accounts that are among the ids or have one of the addresses (lower case). Erased ones are nobody's any more. */
export function findAccounts(
  tx: Tx,
  of: { readonly personIds: readonly string[]; readonly emails: readonly string[] },
): Promise<FoundAccount[]> {
  return named(
    tx,
    'identity.findAccounts',
    sql<FoundAccount>`
      select p.id, p.name, lower(p.email) as email, array(
        select f.name from person_former_name f where f.person_id = p.id
          and not exists (select from person other where lower(other.name) = lower(f.name) and other.id <> p.id)
        order by f.name) as "formerNames"
      from person p
      where (p.id = any(${of.personIds}::uuid[]) or lower(p.email) = any(${of.emails}::text[])) and p.erased_at is null
      order by p.id`,
  )
}

/** Addresses of accounts in lower case, in the order of the ids after `afterId`. */
export function listEmails(
  tx: Tx,
  page: { readonly afterId: string; readonly limit: number },
): Promise<{ readonly id: string; readonly email: string }[]> {
  return named(
    tx,
    'identity.listEmails',
    sql<{ id: string; email: string }>`
      select id, lower(email) as email from person where id > ${page.afterId} and erased_at is null order by id limit ${page.limit}`,
  )
}

type Json = Readonly<Record<string, unknown>>

/** Everything but secrets and their hashes; lists are bounded by what one person may hold. */
export async function readHeld(tx: Tx, personId: string): Promise<readonly { readonly kind: string; readonly data: Json }[]> {
  return named(
    tx,
    'identity.readHeld',
    sql<{ kind: string; data: Json }>`
      select 'accounts' as kind, to_jsonb(p) - 'password_hash' as data from person p where id = ${personId}
      union all select 'former_names', to_jsonb(n) from person_former_name n where person_id = ${personId}
      union all select 'roles', to_jsonb(g) from role_grant g where person_id = ${personId}
      union all select 'sessions', to_jsonb(s) - 'token_hash' from session s where person_id = ${personId}
      union all select 'invitations', to_jsonb(i) - 'token_hash' from invitation i where person_id = ${personId}
      union all select 'password_resets', to_jsonb(r) - 'token_hash' from password_reset r where person_id = ${personId}
      union all select 'api_keys', to_jsonb(k) - 'secret_hash' from api_key k where person_id = ${personId}
      union all select 'passkeys', to_jsonb(y) - 'public_key' from passkey y where person_id = ${personId}
      union all select 'authenticator_apps', to_jsonb(t) - 'sealed_secret' from totp t where person_id = ${personId}
      union all select 'known_devices', to_jsonb(d) - 'token_hash' from known_device d where person_id = ${personId}
      union all select 'provider_identities', to_jsonb(x) from external_identity x where person_id = ${personId}`,
  )
}

/** Removes what somebody signs in with. Returns how many rows of each kind went. */
export async function deleteSignIn(tx: Tx, personId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await named(
    tx,
    'identity.deleteSignIn',
    sql<Record<string, number>>`
      with s as (delete from session where person_id = ${personId} returning 1),
        i as (delete from invitation where person_id = ${personId} returning 1),
        r as (delete from password_reset where person_id = ${personId} returning 1),
        k as (delete from api_key where person_id = ${personId} returning 1),
        y as (delete from passkey where person_id = ${personId} returning 1),
        t as (delete from totp where person_id = ${personId} returning 1),
        x as (delete from external_identity where person_id = ${personId} returning 1),
        d as (delete from known_device where person_id = ${personId} returning 1),
        c as (delete from recovery_code where person_id = ${personId} returning 1),
        b as (delete from sign_in_challenge where person_id = ${personId} returning 1),
        a as (delete from admission where person_id = ${personId} returning 1),
        g as (delete from role_grant where person_id = ${personId} returning 1)
      select (select count(*) from s) as sessions, (select count(*) from i) as invitations, (select count(*) from r) as password_resets,
        (select count(*) from k) as api_keys, (select count(*) from y) as passkeys, (select count(*) from t) as authenticator_apps,
        (select count(*) from x) as provider_identities, (select count(*) from d) as known_devices, (select count(*) from c) as recovery_codes,
        (select count(*) from b) as sign_ins_begun, (select count(*) from a) as admissions,
        (select count(*) from g) as roles`,
  )
  return rows[0] ?? {}
}

/** Returns how many they had. */
export function deleteFormerNames(tx: Tx, personId: string): Promise<number> {
  return affected(tx, 'identity.deleteFormerNames', sql`delete from person_former_name where person_id = ${personId}`)
}

/** Leaves a row that says nothing, since what they did still names it. False when they are erased already. */
export async function emptyPerson(tx: Tx, personId: string, at: Instant): Promise<boolean> {
  const query = sql`
    update person set name = 'Erased person', email = 'erased-' || id || '@erased.invalid', password_hash = null, state = 'deactivated',
      locale = 'en', zone = 'UTC', theme = default, density = default, version = version + 1, erased_at = ${toDate(at)}
    where id = ${personId} and erased_at is null`
  return (await affected(tx, 'identity.emptyPerson', query)) === 1
}

/** Invitations that were used or withdrawn; what the log says of them stays. */
export function deleteClosedInvitations(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'identity.deleteClosedInvitations',
    sql`delete from invitation where id in (
      select id from invitation where state <> 'open' and created_at < ${toDate(before)} limit ${limit})`,
  )
}
