/** What maintenance holds about a person: windows they planned, texts that name them, and their calendar address. */
import { labelOf } from '#core/records/contract/kind.ts'
import { findRecords, recordsAbout, rewriteTexts, type RecordRow } from '#core/records/public.ts'
import { redact } from '#kit/redact.ts'
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { windowKind } from '../contract/kind.ts'
import { deleteFeeds, findFeeds } from '../store/feeds.ts'
import { findWindow, forgetMakers, updateWindow, windowsMadeBy, type WindowRow } from '../store/windows.ts'

/** Windows that are read at once. */
const PAGE = 200

export const maintenancePersonal: PersonalData = {
  export: held,
  erase: async (subject, tx) => {
    const texts = await redactTexts(tx, subject)
    const made = await forgetMakers(tx, subject.personIds)
    const feeds = await deleteFeeds(tx, subject.personIds)
    return { counts: { 'windows that name them': texts, 'windows they planned': made, 'calendar addresses': feeds } }
  },
}

async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for await (const row of recordsAbout(tx, 'maintenance_window', subject)) yield itemOf('windows', row, await findWindow(tx, row.id))
  let afterId: string | null = null
  do {
    const ids: readonly string[] = await windowsMadeBy(tx, subject.personIds, { afterId, limit: PAGE })
    for (const row of await findRecords(tx, ids)) yield itemOf('windows planned', row, await findWindow(tx, row.id))
    afterId = ids.length === PAGE ? (ids.at(-1) ?? null) : null
  } while (afterId !== null)
  for (const { createdAt } of await findFeeds(tx, subject.personIds)) yield { kind: 'calendar addresses of windows', data: { createdAt } }
}

function itemOf(kind: string, { number, title, state, createdAt }: RecordRow, window: WindowRow | undefined): PersonalItem {
  const { note = '', publicText = '' } = window ?? {}
  return { kind, data: { label: labelOf('maintenance_window', number), title, note, publicText, state, createdAt } }
}

async function redactTexts(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  for await (const row of recordsAbout(tx, 'maintenance_window', subject)) {
    const window = await findWindow(tx, row.id)
    if (window === undefined) continue
    const [title, note, publicText] = [redact(row.title, subject), redact(window.note, subject), redact(window.publicText, subject)]
    if (title === row.title && note === window.note && publicText === window.publicText) continue
    await updateWindow(tx, { ...window, note, publicText })
    await rewriteTexts(tx, windowKind, { row, title, facts: { note } })
    rewritten++
  }
  return rewritten
}
