/** How people want to be told, and what they want less of. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Preference, Refusal } from '../domain/telling.ts'

/** Undefined: nothing was chosen yet. */
export async function findPreference(tx: Tx, personId: string): Promise<(Preference & { readonly version: number }) | undefined> {
  const [row] = await named(
    tx,
    'delivery.findPreference',
    sql<Omit<Preference, 'quiet'> & { version: number; quietFrom: string | null; quietTo: string | null }>`select mail,
      digest_hour as "digestHour", digest_weekday as "digestWeekday", quiet_from as "quietFrom", quiet_to as "quietTo", version
      from notice_preference where person_id = ${personId}`,
  )
  if (row === undefined) return undefined
  const { quietFrom, quietTo, ...rest } = row
  return { ...rest, quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo } }
}

/** Writes it when it is still at `version` (0: there was none). False when somebody was faster. */
export async function putPreference(
  tx: Tx,
  personId: string,
  { version, ...of }: Preference & { readonly version: number },
): Promise<boolean> {
  const { mail, digestHour, digestWeekday, quiet } = of
  const written = await affected(
    tx,
    'delivery.putPreference',
    version === 0
      ? sql`insert into notice_preference (person_id, mail, digest_hour, digest_weekday, quiet_from, quiet_to)
          values (${personId}, ${mail}, ${digestHour}, ${digestWeekday}, ${quiet?.from ?? null}, ${quiet?.to ?? null}) on conflict do nothing`
      : sql`update notice_preference set mail = ${mail}, digest_hour = ${digestHour}, digest_weekday = ${digestWeekday},
          quiet_from = ${quiet?.from ?? null}, quiet_to = ${quiet?.to ?? null}, version = version + 1
          where person_id = ${personId} and version = ${version}`,
  )
  return written === 1
}

/** Of one person, newest first. */
export function listRefusals(tx: Tx, personId: string, limit: number): Promise<(Refusal & { readonly since: Instant })[]> {
  const query = sql<Refusal & { since: Instant }>`select channel, about, key, since from notice_refusal where person_id = ${personId}
    order by since desc, key limit ${limit}`
  return named(tx, 'delivery.listRefusals', query)
}

/** Idempotent. */
export async function addRefusal(tx: Tx, of: Refusal & { readonly personId: string; readonly at: Instant }): Promise<void> {
  await affected(
    tx,
    'delivery.addRefusal',
    sql`insert into notice_refusal (person_id, channel, about, key, since)
      values (${of.personId}, ${of.channel}, ${of.about}, ${of.key}, ${toDate(of.at)}) on conflict do nothing`,
  )
}

/** Idempotent. */
export async function removeRefusal(tx: Tx, of: Refusal & { readonly personId: string }): Promise<void> {
  await affected(
    tx,
    'delivery.removeRefusal',
    sql`delete from notice_refusal where person_id = ${of.personId} and channel = ${of.channel} and about = ${of.about} and key = ${of.key}`,
  )
}
