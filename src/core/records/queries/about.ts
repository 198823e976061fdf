/** Records that may hold something about a person: those they work on, and those whose words may name them. */
import type { Thing } from '#kit/ids.ts'
import { distinctive } from '#kit/redact.ts'
import type { Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { queryNaming } from '../domain/question.ts'
import { findRecordsAbout, type RecordRow } from '../store/records.ts'

/** Records that are read at once. */
const PAGE = 200

/** Of one kind, page by page. Full text finds the words; whoever reads them looks closer with `redact`. */
export async function* recordsAbout(tx: Tx, kind: Thing, { personIds, names, emails }: Subject): AsyncIterable<RecordRow> {
  const query = queryNaming([...distinctive(names), ...emails])
  let afterId: string | null = null
  do {
    const rows: RecordRow[] = await findRecordsAbout(tx, { kind, assigneeIds: personIds, query, afterId, limit: PAGE })
    yield* rows
    afterId = rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null
  } while (afterId !== null)
}
