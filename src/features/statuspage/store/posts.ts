/** Tables `status_post`, `status_update` and `status_declared`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Declared, Effects } from '../domain/declared.ts'
import { PAGES_MAX, POSTS_KEPT_MAX } from '../domain/limits.ts'
import type { Phase, PostKind } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface DraftRow {
  readonly phase: Phase
  readonly text: string
  readonly effects: Effects
  /** Null: a person wrote it. */
  readonly reason: string | null
  /** When maintenance is to be, once this is released; null: as it was. */
  readonly times: { readonly from: Instant; readonly to: Instant } | null
  readonly draftedAt: Instant
}

export interface PostRow {
  readonly id: string
  readonly pageId: string
  readonly kind: PostKind
  readonly title: string
  readonly incidentId: string | null
  readonly windowId: string | null
  readonly startedAt: Instant
  readonly plannedTo: Instant | null
  readonly dueAt: Instant | null
  readonly firstReleasedAt: Instant | null
  readonly endedAt: Instant | null
  readonly phase: Phase | null
  readonly draft: DraftRow | null
  readonly version: number
}

const columns = sql`
  id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt",
  planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase,
  draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason",
  draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version`

type Read = Omit<PostRow, 'draft'> & {
  readonly draftPhase: Phase | null
  readonly draftText: string | null
  readonly draftEffects: Effects | null
  readonly draftReason: string | null
  readonly draftFrom: Instant | null
  readonly draftTo: Instant | null
  readonly draftedAt: Instant | null
}

function toPost(read: Read): PostRow {
  const { draftPhase: phase, draftText: text, draftEffects: effects, draftReason: reason, draftFrom, draftTo, draftedAt, ...row } = read
  const hasDraft = phase !== null && text !== null && effects !== null && draftedAt !== null
  const times = draftFrom === null || draftTo === null ? null : { from: draftFrom, to: draftTo }
  return { ...row, draft: hasDraft ? { phase, text, effects, reason, times, draftedAt } : null }
}

export type PostWrite = Omit<PostRow, 'version'> & { readonly at: Instant }

const dateOf = (at: Instant | null): Date | null => (at === null ? null : toDate(at))

const written = (row: PostWrite) => ({
  title: row.title,
  started_at: toDate(row.startedAt),
  planned_to: dateOf(row.plannedTo),
  due_at: dateOf(row.dueAt),
  first_released_at: dateOf(row.firstReleasedAt),
  ended_at: dateOf(row.endedAt),
  phase: row.phase,
  draft_phase: row.draft?.phase ?? null,
  draft_text: row.draft?.text ?? null,
  draft_effects: row.draft === null ? null : JSON.stringify(row.draft.effects),
  draft_reason: row.draft?.reason ?? null,
  draft_from: dateOf(row.draft?.times?.from ?? null),
  draft_to: dateOf(row.draft?.times?.to ?? null),
  drafted_at: dateOf(row.draft?.draftedAt ?? null),
  updated_at: toDate(row.at),
})

export async function insertPost(tx: Tx, row: PostWrite): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('status_post')
    .values({
      ...written(row),
      id: row.id,
      page_id: row.pageId,
      kind: row.kind,
      incident_id: row.incidentId,
      window_id: row.windowId,
      created_at: toDate(row.at),
    })
  await affected(tx, 'statuspage.insertPost', query)
}

export async function updatePost(tx: Tx, row: PostWrite): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('status_post')
    .set({ ...written(row), version: sql`version + 1` })
    .where('id', '=', row.id)
  await affected(tx, 'statuspage.updatePost', query)
}

export async function deletePost(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'statuspage.deletePost', kysely<DB>(tx).deleteFrom('status_post').where('id', '=', id))
}

export async function findPost(tx: Tx, id: string): Promise<PostRow | undefined> {
  const [row] = await named(tx, 'statuspage.findPost', sql<Read>`select ${columns} from status_post where id = ${id}`)
  return row && toPost(row)
}

/** Posts of an incident or a window, on every page. */
export async function postsAbout(tx: Tx, of: { readonly incidentId: string } | { readonly windowId: string }): Promise<readonly PostRow[]> {
  const which = 'incidentId' in of ? sql`incident_id = ${of.incidentId}` : sql`window_id = ${of.windowId}`
  const rows = await named(
    tx,
    'statuspage.postsAbout',
    sql<Read>`select ${columns} from status_post where ${which} order by id limit ${PAGES_MAX}`,
  )
  return rows.map(toPost)
}

/** The newest first. */
export async function listPosts(tx: Tx, of: { readonly pageId: string; readonly limit: number }): Promise<readonly PostRow[]> {
  const rows = await named(
    tx,
    'statuspage.listPosts',
    sql<Read>`select ${columns} from status_post where page_id = ${of.pageId} order by started_at desc, id desc limit ${of.limit}`,
  )
  return rows.map(toPost)
}

/** With a draft, those first whose post is due first. */
export async function listWaiting(tx: Tx, limit: number): Promise<readonly PostRow[]> {
  const rows = await named(
    tx,
    'statuspage.listWaiting',
    sql<Read>`select ${columns} from status_post where draft_phase is not null order by due_at nulls last, drafted_at, id limit ${limit}`,
  )
  return rows.map(toPost)
}

/** How many drafts wait, by page. */
export async function countWaiting(tx: Tx, pageIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await named(
    tx,
    'statuspage.countWaiting',
    sql<{ pageId: string; count: number }>`select page_id as "pageId", count(*)::int as count from status_post
      where page_id = any(${pageIds}::uuid[]) and draft_phase is not null group by page_id`,
  )
  return new Map(rows.map(({ pageId, count }) => [pageId, count]))
}

export interface UpdateRow {
  readonly id: string
  readonly postId: string
  readonly phase: Phase
  readonly text: string
  readonly effects: Effects
  readonly releasedAt: Instant
  readonly releasedBy: string
  readonly correctedAt: Instant | null
}

export async function insertUpdate(tx: Tx, row: Omit<UpdateRow, 'correctedAt'>): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('status_update')
    .values({
      id: row.id,
      post_id: row.postId,
      phase: row.phase,
      text: row.text,
      effects: JSON.stringify(row.effects),
      released_at: toDate(row.releasedAt),
      released_by: row.releasedBy,
    })
  await affected(tx, 'statuspage.insertUpdate', query)
}

/** False when it is not one of this post. */
export async function correctUpdate(
  tx: Tx,
  of: { readonly id: string; readonly postId: string; readonly text: string; readonly at: Instant },
): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('status_update')
    .set({ text: of.text, corrected_at: toDate(of.at) })
    .where('id', '=', of.id)
    .where('post_id', '=', of.postId)
  return (await affected(tx, 'statuspage.correctUpdate', query)) > 0
}

/** Oldest first, of these posts. */
export function listUpdates(tx: Tx, postIds: readonly string[]): Promise<UpdateRow[]> {
  return named(
    tx,
    'statuspage.listUpdates',
    sql<UpdateRow>`select id, post_id as "postId", phase, text, effects, released_at as "releasedAt", released_by as "releasedBy",
        corrected_at as "correctedAt"
      from status_update where post_id = any(${postIds}::uuid[]) order by released_at, id`,
  )
}

export async function findUpdate(tx: Tx, id: string): Promise<Pick<UpdateRow, 'postId' | 'phase' | 'text' | 'effects'> | undefined> {
  type Row = Pick<UpdateRow, 'postId' | 'phase' | 'text' | 'effects'>
  const query = sql<Row>`select post_id as "postId", phase, text, effects from status_update where id = ${id}`
  return (await named(tx, 'statuspage.findUpdate', query))[0]
}

/** Those of a page of which something is public, the newest first. */
export async function listReleased(tx: Tx, pageId: string): Promise<readonly PostRow[]> {
  const rows = await named(
    tx,
    'statuspage.listReleased',
    sql<Read>`select ${columns} from status_post where page_id = ${pageId} and phase is not null
      order by started_at desc, id desc limit ${POSTS_KEPT_MAX}`,
  )
  return rows.map(toPost)
}

/** Makes the declared states of a page's components anew. The database refuses any that overlap. */
export async function putDeclared(tx: Tx, componentIds: readonly string[], declared: readonly Declared[]): Promise<void> {
  await affected(tx, 'statuspage.deleteDeclared', sql`delete from status_declared where component_id = any(${componentIds}::uuid[])`)
  if (declared.length === 0) return
  const from = declared.map((one) => toDate(one.from))
  const to = declared.map((one) => dateOf(one.to))
  await affected(
    tx,
    'statuspage.insertDeclared',
    sql`insert into status_declared (component_id, during, state)
      select id, tstzrange(begins, ends), state from unnest(
        ${declared.map(({ componentId }) => componentId)}::uuid[], ${from}::timestamptz[], ${to}::timestamptz[], ${declared.map(({ state }) => state)}::text[]
      ) as declared (id, begins, ends, state)`,
  )
}

/** By component and time. */
export function listDeclared(tx: Tx, componentIds: readonly string[]): Promise<Declared[]> {
  return named(
    tx,
    'statuspage.listDeclared',
    sql<Declared>`select component_id as "componentId", lower(during) as "from", upper(during) as "to", state
      from status_declared where component_id = any(${componentIds}::uuid[]) order by component_id, during`,
  )
}
