/** What incidents hold about a person: who leads, who has a role, who declared them, and texts that name somebody. */
import { labelOf } from '#core/records/contract/kind.ts'
import { lockRecord, recordsAbout, rewriteTexts, unassignRecords } from '#core/records/public.ts'
import { distinctive, redact } from '#kit/redact.ts'
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { incidentKind } from '../contract/kind.ts'
import { findIncident, listNaming, updateIncident } from '../store/incidents.ts'
import { playbooksNaming, rewritePlaybook } from '../store/playbooks.ts'
import { findReview, forgetFinishers, putReview } from '../store/reviews.ts'
import { listMoves, rewriteNote } from '../store/moves.ts'
import { dropRolesOf, forgetDeclarers } from '../store/people.ts'
import { forgetActors, listMeasures, listNotices, putNotice, rewriteMeasure } from '../store/security.ts'

/** Incidents that are read at once. */
const PAGE = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export const incidentsPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx) => {
    const texts = await redactTexts(subject, tx)
    const led = await unassignRecords(tx, 'incident', subject.personIds)
    const roles = await dropRolesOf(tx, subject.personIds)
    const declared = (await forgetDeclarers(tx, subject.personIds)) + (await forgetFinishers(tx, subject.personIds))
    const measures = await forgetActors(tx, subject.personIds)
    const counts = {
      'incidents that name them': texts,
      'incidents they led': led,
      'roles in incidents': roles,
      'incidents they declared': declared,
      'measures and notices in incidents': measures,
      'playbooks that name them': await redactPlaybooks(subject, tx),
    }
    return { counts }
  },
}

async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for await (const row of recordsAbout(tx, 'incident', subject)) {
    // A private one is handed to nobody, not even to whom it names.
    if (row.audience === 'restricted') continue
    const { title, state, createdAt } = row
    yield { kind: 'incidents', data: { label: labelOf('incident', row.number), title, state, createdAt } }
  }
}

async function redactTexts(subject: Subject, tx: Tx): Promise<number> {
  const ids = new Set<string>()
  for await (const row of recordsAbout(tx, 'incident', subject)) ids.add(row.id)
  const words = [...distinctive(subject.names), ...subject.emails]
  for (let afterId = FIRST_ID; ;) {
    const page = await listNaming(tx, words, { afterId, limit: PAGE })
    for (const id of page) ids.add(id)
    afterId = page.at(-1) ?? afterId
    if (page.length < PAGE) break
  }
  let rewritten = 0
  for (const id of ids) if (await redactOne(subject, tx, id)) rewritten++
  return rewritten
}

async function redactOne(subject: Subject, tx: Tx, id: string): Promise<boolean> {
  const row = await lockRecord(tx, id)
  const incident = await findIncident(tx, id)
  if (row === undefined || incident === undefined) return false
  const clean = (text: string): string => redact(text, subject)
  const next = { ...incident, summary: clean(incident.summary), cause: clean(incident.cause), fix: clean(incident.fix) }
  const title = clean(row.title)
  const review = await findReview(tx, id)
  const cleaned = review && { ...review, causes: clean(review.causes), lessons: clean(review.lessons), wentWell: clean(review.wentWell) }
  const isReviewChanged = cleaned !== undefined && JSON.stringify(cleaned) !== JSON.stringify(review)
  if (isReviewChanged) await putReview(tx, cleaned)
  const notes = (await listMoves(tx, id)).filter(({ note }) => clean(note) !== note)
  for (const move of notes) await rewriteNote(tx, move.id, clean(move.note))
  const isSecurityChanged = await redactSecurity(tx, id, clean)
  const isChanged = title !== row.title || JSON.stringify(next) !== JSON.stringify(incident)
  if (isChanged) {
    await updateIncident(tx, next)
    await rewriteTexts(tx, incidentKind, { row, title, facts: next })
  }
  return isChanged || isReviewChanged || isSecurityChanged || notes.length > 0
}

async function redactSecurity(tx: Tx, id: string, clean: (text: string) => string): Promise<boolean> {
  const measures = (await listMeasures(tx, id)).filter(({ what, undo }) => clean(what) !== what || clean(undo) !== undo)
  for (const { id: measureId, what, undo } of measures) await rewriteMeasure(tx, { id: measureId, what: clean(what), undo: clean(undo) })
  const notices = (await listNotices(tx, id)).filter(({ note }) => clean(note) !== note)
  for (const notice of notices) await putNotice(tx, { ...notice, note: clean(notice.note) })
  return measures.length + notices.length > 0
}

/** More than an installation has. */
const NAMING_MAX = 10_000

async function redactPlaybooks(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  const found = words.length === 0 ? [] : await playbooksNaming(tx, words, NAMING_MAX)
  const clean = (text: string): string => redact(text, subject)
  for (const { id, name, steps } of found) {
    const cleaned = steps.map((step) => ({
      ...step,
      title: clean(step.title),
      detail: clean(step.detail),
      link: step.link === null ? null : clean(step.link),
    }))
    await rewritePlaybook(tx, { id, name: clean(name), steps: cleaned })
  }
  return found.length
}
