/** Table `record_text`: words of texts about a record that are not its own. */
import { sql } from 'kysely'
import type { Audience } from '#kit/event.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface TextRow {
  readonly id: string
  readonly recordId: string
  readonly audience: Audience
  /** A tsvector literal. */
  readonly search: string
}

/** In place of what it said before; returns words that it had and has no more. */
export async function putText(tx: Tx, { id, recordId, audience, search }: TextRow): Promise<readonly string[]> {
  const lost = await wordsBeside(tx, id, search)
  const query = sql`
    insert into record_text (id, record_id, audience, search) values (${id}, ${recordId}, ${audience}, ${search}::tsvector)
    on conflict (id) do update set audience = excluded.audience, search = excluded.search`
  await affected(tx, 'records.putText', query)
  return lost
}

/** Returns the words it had; none when it was not there. */
export async function deleteText(tx: Tx, id: string): Promise<readonly string[]> {
  const had = await wordsBeside(tx, id, '')
  await affected(tx, 'records.deleteText', sql`delete from record_text where id = ${id}`)
  return had
}

async function wordsBeside(tx: Tx, id: string, search: string): Promise<readonly string[]> {
  const query = sql<{ word: string }>`
    select unnest(tsvector_to_array(t.search)) as word from record_text t where t.id = ${id}
    except select unnest(tsvector_to_array(${search}::tsvector))`
  return (await named(tx, 'records.wordsBeside', query)).map(({ word }) => word)
}
