/** Fills the tables of a running program with tasks, past its API: a million of them in a minute or two. */
import pg from 'pg'
import { searchVector, spellable, wordsOf } from '#core/records/domain/words.ts'
import { DAY_MS } from '#kit/time.ts'
import { zipf } from './words.ts'

/** Rows of one statement. */
const BATCH = 5_000
/** Tasks of the last two years. */
const SINCE_MS = 730 * DAY_MS

export interface Filling {
  readonly count: number
  readonly words: readonly string[]
  readonly random: () => number
  /** UUIDs; the first client has the share that the caller of limited reach sees. */
  readonly applications: readonly { readonly id: string; readonly clientId: string }[]
  readonly people: readonly string[]
}

/** Returns in how many tasks each word stands. */
export async function fillTasks(client: pg.Client, filling: Filling): Promise<Uint32Array> {
  const indexes = await client.query<{ name: string; definition: string }>(
    "select indexname as name, indexdef as definition from pg_indexes where tablename = 'record' and indexname not in ('record_pkey', 'record_number_unique')",
  )
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
  const frequency = new Uint32Array(filling.words.length)
  const draw = zipf(filling.words.length, filling.random)
  for (let from = 0; from < filling.count; from += BATCH) await insertBatch(client, { filling, from, draw, frequency })
  await client.query("select setval('record_number_task', $1)", [filling.count])
  for (const { definition } of indexes.rows) await client.query(definition)
  const written = filling.words.filter((_, rank) => (frequency[rank] ?? 0) > 0)
  await client.query('insert into word (text) select unnest($1::text[]) on conflict do nothing', [
    spellable(written.flatMap((word) => wordsOf(word))),
  ])
  await client.query('vacuum (analyze) record')
  await client.query('vacuum (analyze) task')
  await client.query('vacuum (analyze) word')
  return frequency
}

interface Batch {
  readonly filling: Filling
  readonly from: number
  readonly draw: () => number
  readonly frequency: Uint32Array
}

async function insertBatch(client: pg.Client, { filling, from, draw, frequency }: Batch): Promise<void> {
  const { count, random, applications, people, words } = filling
  const columns: unknown[][] = Array.from({ length: 12 }, () => [])
  const now = Date.now()
  for (let number = from + 1; number <= Math.min(from + BATCH, count); number++) {
    const at = now - SINCE_MS + Math.floor((number / count) * SINCE_MS)
    const place = applications[Math.floor(random() * applications.length)]
    const [title, text] = [textOf(4 + Math.floor(random() * 5)), textOf(10 + Math.floor(random() * 30))]
    const isOpen = random() < (number > count * 0.8 ? 0.35 : 0.03)
    const row = [
      uuidAt(at, number),
      number,
      place?.clientId,
      place?.id,
      title,
      isOpen ? 'open' : 'done',
      random() < 0.2 ? null : people[Math.floor(random() * people.length)],
      random() < 0.5 ? null : new Date(at + random() * 60 * DAY_MS),
      [1, 2, 2, 3, 3, 3, 3, 3, 3, 4][Math.floor(random() * 10)],
      searchVector({ kind: 'task', clientId: place?.clientId ?? null, applicationId: place?.id ?? null }, title, text),
      new Date(at),
      text,
    ]
    row.forEach((value, column) => columns[column]?.push(value))
  }
  await client.query(
    `with given as (
       select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::smallint[], $10::text[], $11::timestamptz[], $12::text[])
         g(id, number, client_id, application_id, title, state, assignee_id, due_at, priority, search, at, description)
     ), records as (
       insert into record (id, kind, number, client_id, application_id, audience, title, state, assignee_id, due_at, priority, search, created_at, updated_at)
       select id, 'task', number, client_id, application_id, 'internal', title, state, assignee_id, due_at, priority, search::tsvector, at, at from given
     )
     insert into task (id, description, completed_at) select id, description, case when state = 'done' then at end from given`,
    columns,
  )

  function textOf(length: number): string {
    const ranks = Array.from({ length }, draw)
    for (const rank of new Set(ranks)) frequency[rank] = (frequency[rank] ?? 0) + 1
    return ranks.map((rank) => words[rank]).join(' ')
  }
}

/** A UUIDv7 of that time; the number makes it unique and keeps the order. */
function uuidAt(ms: number, number: number): string {
  const [time, tail] = [ms.toString(16).padStart(12, '0'), number.toString(16).padStart(12, '0')]
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${tail}`
}
