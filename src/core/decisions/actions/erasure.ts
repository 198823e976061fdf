/** What decisions hold about a person, and erasing it. What others wrote stays, without the person's name. */
import { findRecordsAbout, lockRecord, queryNaming, rewriteTexts, unassignRecords, type RecordRow } from '#core/records/public.ts'
import { toId } from '#kit/ids.ts'
import { distinctive, redact } from '#kit/redact.ts'
import type { Erased, PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { decisionKind } from '../contract/kind.ts'
import { VIEWS_MAX } from '../domain/words.ts'
import { findDecision, updateDecision, type DecisionRow } from '../store/decisions.ts'
import { eraseOwnViews, listNaming, listOwnViews, replaceViewText } from '../store/personal.ts'
import { listViews } from '../store/views.ts'

const PAGE = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export const decisionsPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx): Promise<Erased> => {
    const views = await eraseOwnViews(tx, subject.personIds)
    const owned = await unassignRecords(tx, 'decision', subject.personIds)
    const decisions = await redactDecisions(subject, tx)
    return { counts: { views, decisions, ...(owned > 0 && { 'decisions they had': owned }) } }
  },
}

async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (let afterId = FIRST_ID; ;) {
    const page = await listOwnViews(tx, subject.personIds, { afterId, limit: PAGE })
    for (const { decisionId, text, givenAt } of page) {
      yield { kind: 'views', data: { decision: toId('decision', decisionId), text, givenAt } }
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return
  }
}

async function redactDecisions(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  let changed = 0
  for await (const id of idsNaming(tx, words)) if (await redactDecision(subject, tx, id)) changed += 1
  return changed
}

/** By their own texts and views first, then by their questions, which full text finds. */
async function* idsNaming(tx: Tx, words: readonly string[]): AsyncIterable<string> {
  for (let afterId = FIRST_ID; ;) {
    const ids = await listNaming(tx, words, { afterId, limit: PAGE })
    yield* ids
    afterId = ids.at(-1) ?? afterId
    if (ids.length < PAGE) break
  }
  const query = queryNaming(words)
  for (let afterId: string | null = null; ;) {
    const rows: RecordRow[] = await findRecordsAbout(tx, { kind: 'decision', assigneeIds: [], query, afterId, limit: PAGE })
    for (const { id } of rows) yield id
    afterId = rows.at(-1)?.id ?? afterId
    if (rows.length < PAGE) return
  }
}

/** The record is written as well, because title and search text stand there; deleted ones too. False when nothing named them. */
async function redactDecision(subject: Subject, tx: Tx, id: string): Promise<boolean> {
  const row = await lockRecord(tx, id)
  const decision = await findDecision(tx, id)
  if (row === undefined || decision === undefined) return false
  const clean = (text: string): string => redact(text, subject)
  const next: DecisionRow = {
    ...decision,
    context: clean(decision.context),
    outcome: clean(decision.outcome),
    reason: clean(decision.reason),
    options: decision.options.map(({ title, text }) => ({ title: clean(title), text: clean(text) })),
  }
  const title = clean(row.title)
  const views = (await listViews(tx, id, VIEWS_MAX)).filter(({ text }) => text !== null && clean(text) !== text)
  for (const view of views) await replaceViewText(tx, view.id, clean(view.text ?? ''))
  const isChanged = title !== row.title || JSON.stringify(next) !== JSON.stringify(decision)
  if (isChanged) {
    await updateDecision(tx, next)
    await rewriteTexts(tx, decisionKind, { row, title, facts: next })
  }
  return isChanged || views.length > 0
}
