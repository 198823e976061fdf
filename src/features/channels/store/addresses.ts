/** Table `channel_address`: by what people and the installation are reached. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { ChannelName } from '../domain/channels.ts'
import type { DB } from './rows.gen.ts'

export interface AddressRow {
  readonly id: string
  readonly personId: string | null
  readonly channel: ChannelName
  readonly label: string
  readonly sealedTarget: Uint8Array | null
  readonly hint: string
  readonly privateAllowed: boolean
  readonly position: number
  readonly verifiedAt: Instant | null
  readonly testedAt: Instant | null
  readonly turnedOffAt: Instant | null
  readonly turnedOffReason: string | null
  readonly createdAt: Instant
}

const columns = sql`
  id, person_id as "personId", channel, label, sealed_target as "sealedTarget", hint, private_allowed as "privateAllowed", position,
  verified_at as "verifiedAt", tested_at as "testedAt", turned_off_at as "turnedOffAt", turned_off_reason as "turnedOffReason",
  created_at as "createdAt"`

/** Of these people, each in their own order. */
export function listOwn(tx: Tx, personIds: readonly string[]): Promise<AddressRow[]> {
  return named(
    tx,
    'channels.listOwn',
    sql<AddressRow>`select ${columns} from channel_address where person_id = any(${personIds}::uuid[])
      order by person_id, position, id`,
  )
}

export function listTeam(tx: Tx, limit: number): Promise<AddressRow[]> {
  return named(
    tx,
    'channels.listTeam',
    sql<AddressRow>`select ${columns} from channel_address where person_id is null order by position, id limit ${limit}`,
  )
}

export async function findAddress(tx: Tx, id: string): Promise<AddressRow | undefined> {
  return (await named(tx, 'channels.findAddress', sql<AddressRow>`select ${columns} from channel_address where id = ${id}`))[0]
}

/** Held until the transaction ends. */
export async function lockAddress(tx: Tx, id: string): Promise<AddressRow | undefined> {
  const query = sql<AddressRow>`select ${columns} from channel_address where id = ${id} for no key update`
  return (await named(tx, 'channels.lockAddress', query))[0]
}

/** Proved addresses that the provider means when it says this; whoever shares a telephone is found more than once. */
export function findByDigest(
  tx: Tx,
  of: { readonly channels: readonly ChannelName[]; readonly digest: Uint8Array },
): Promise<AddressRow[]> {
  return named(
    tx,
    'channels.findByDigest',
    sql<AddressRow>`select ${columns} from channel_address
      where channel = any(${of.channels}::text[]) and digest = ${Buffer.from(of.digest)} and verified_at is not null order by id limit 20`,
  )
}

/** Mail and console of these people where they have none yet: whoever has an account is reached by both. */
export async function addAccountOwn(tx: Tx, personIds: readonly string[], at: Instant): Promise<void> {
  const rows = personIds.flatMap((personId) => [
    { id: uuidv7(), person_id: personId, channel: 'email', position: 0 },
    { id: uuidv7(), person_id: personId, channel: 'in_app', position: 1 },
  ])
  await affected(
    tx,
    'channels.addAccountOwn',
    sql`insert into channel_address (id, person_id, channel, label, hint, private_allowed, position, verified_at, created_at)
      select id, person_id, channel, '', '', false, position, ${toDate(at)}, ${toDate(at)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, channel text, position integer)
      on conflict do nothing`,
  )
}

export type NewAddress = Pick<AddressRow, 'id' | 'personId' | 'channel' | 'label' | 'sealedTarget' | 'hint' | 'privateAllowed'> & {
  readonly digest: Uint8Array | null
}

/** Behind those that are there. */
export async function insertAddress(tx: Tx, row: NewAddress, at: Instant): Promise<void> {
  await affected(
    tx,
    'channels.insertAddress',
    sql`insert into channel_address (id, person_id, channel, label, sealed_target, digest, hint, private_allowed, position, created_at)
      select ${row.id}, ${row.personId}, ${row.channel}, ${row.label}, ${bytes(row.sealedTarget)}, ${bytes(row.digest)}, ${row.hint},
        ${row.privateAllowed}, coalesce(max(position), -1) + 1, ${toDate(at)}
      from channel_address where person_id is not distinct from ${row.personId}`,
  )
}

export async function setLabel(tx: Tx, id: string, label: string): Promise<void> {
  await affected(tx, 'channels.setLabel', kysely<DB>(tx).updateTable('channel_address').set({ label }).where('id', '=', id))
}

/** The whole order at once. */
export async function setPositions(tx: Tx, ids: readonly string[]): Promise<void> {
  await affected(
    tx,
    'channels.setPositions',
    sql`update channel_address a set position = o.position
      from unnest(${ids}::uuid[]) with ordinality as o(id, position) where a.id = o.id`,
  )
}

/** Where it leads is known, or known anew; it is proved with that. */
export async function setVerified(
  tx: Tx,
  id: string,
  proved: { readonly at: Instant; readonly target?: { readonly sealed: Uint8Array; readonly digest: Uint8Array; readonly hint: string } },
): Promise<void> {
  const { at, target } = proved
  await affected(
    tx,
    'channels.setVerified',
    kysely<DB>(tx)
      .updateTable('channel_address')
      .set({
        verified_at: toDate(at),
        tested_at: toDate(at),
        turned_off_at: null,
        turned_off_reason: null,
        ...(target && { sealed_target: Buffer.from(target.sealed), digest: Buffer.from(target.digest), hint: target.hint }),
      })
      .where('id', '=', id),
  )
}

export async function setTested(tx: Tx, id: string, at: Instant): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('channel_address')
    .set({ tested_at: toDate(at) })
    .where('id', '=', id)
  await affected(tx, 'channels.setTested', query)
}

/** False when it was off already. */
export async function turnOff(tx: Tx, id: string, off: { readonly at: Instant; readonly reason: string }): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('channel_address')
    .set({ turned_off_at: toDate(off.at), turned_off_reason: off.reason })
    .where('id', '=', id)
    .where('turned_off_at', 'is', null)
  return (await affected(tx, 'channels.turnOff', query)) === 1
}

export async function deleteAddress(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'channels.deleteAddress', kysely<DB>(tx).deleteFrom('channel_address').where('id', '=', id))
}

const bytes = (value: Uint8Array | null): Buffer | null => (value === null ? null : Buffer.from(value))
