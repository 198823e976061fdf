/** SQL that reads the sealed log. */
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { toDate } from '#kit/time.ts'
import { kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { EventSearch, VisibleScope } from '../log.ts'
import type { DB } from '../rows.gen.ts'
import { HEADER_COLUMNS, type HeaderRow } from './headers.ts'

/** What readers need; digests and hashes are for those who prove. */
export type EventRow = Omit<HeaderRow, 'particulars_digest' | 'personal_digest'> & {
  readonly seq: number
  readonly particulars: string
  readonly personal: Buffer | null
}

/** A row with everything that its hash is made of. */
export type ChainedRow = EventRow & HeaderRow & { readonly hash: Buffer }

const PROOF_COLUMNS = ['hash', 'particulars_digest', 'personal_digest'] as const
const PLAIN_HEADER_COLUMNS = HEADER_COLUMNS.filter((column) => column !== 'particulars_digest' && column !== 'personal_digest')
const EVENT_COLUMNS = ['seq', ...PLAIN_HEADER_COLUMNS, 'particulars', 'personal'] as const

const events = (tx: Tx) => kysely<DB>(tx).selectFrom('event').select(EVENT_COLUMNS)

export interface StretchQuery {
  /** Exclusive. */
  readonly after: number
  readonly limit: number
}

/** Ascending from `after`, at most `limit`. */
export function findEvents(tx: Tx, { after, limit }: StretchQuery): Promise<EventRow[]> {
  return named(tx, 'log.findEvents', events(tx).where('seq', '>', after).orderBy('seq').limit(limit))
}

/** The same with what verification needs. */
export function findChained(tx: Tx, { after, limit }: StretchQuery): Promise<ChainedRow[]> {
  return named(tx, 'log.findChained', events(tx).select(PROOF_COLUMNS).where('seq', '>', after).orderBy('seq').limit(limit))
}

/** The same, only of some kinds. */
export function findEventsOfKinds(
  tx: Tx,
  { after, limit, kinds }: StretchQuery & { readonly kinds: readonly string[] },
): Promise<EventRow[]> {
  const query = events(tx).where(sql<SqlBool>`kind = any(${kinds}::text[])`)
  return named(tx, 'log.findEventsOfKinds', query.where('seq', '>', after).orderBy('seq').limit(limit))
}

/** Newest first: everything that the search asks for and its reader may see. */
export function searchEvents(tx: Tx, search: EventSearch): Promise<EventRow[]> {
  const query = events(tx).where((of) => of.and([filters(of, search), isVisible(of, search.visible)]))
  return named(tx, 'log.searchEvents', query.orderBy('seq', 'desc').limit(search.limit))
}

/** All given filters hold; a filter that is not given is not part of the statement, so that each form finds its index. */
function filters(of: ExpressionBuilder<DB, 'event'>, { before, kind, actorId, recordId, from, to }: EventSearch): Expression<SqlBool> {
  return of.and([
    ...(before === null ? [] : [of('seq', '<', before)]),
    ...(kind === undefined ? [] : [of('kind', '=', kind)]),
    ...(actorId === undefined ? [] : [of('actor_id', '=', actorId)]),
    ...(recordId === undefined ? [] : [of('record_id', '=', recordId)]),
    ...(from === undefined ? [] : [sql<SqlBool>`at >= ${toDate(from)}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`at < ${toDate(to)}`]),
  ])
}

function isVisible(of: ExpressionBuilder<DB, 'event'>, visible: readonly VisibleScope[]): Expression<SqlBool> {
  return of.or(
    visible
      .filter(({ audiences }) => audiences.length > 0)
      .map(({ clientId, applicationId, audiences, recordIds }) =>
        of.and([
          of('audience', 'in', audiences),
          ...(recordIds === undefined ? [] : [sql<SqlBool>`record_id = any(${recordIds}::uuid[])`]),
          ...(clientId === null ? [] : [of('client_id', '=', clientId)]),
          ...(applicationId === null ? [] : [of('application_id', '=', applicationId)]),
        ]),
      ),
  )
}
