/** What on-call holds about a person, and erasing it. Their places in rotations go too: nobody can be on duty who is not there. */
import { toId } from '#kit/ids.ts'
import { distinctive, redact, REDACTED } from '#kit/redact.ts'
import type { Instant } from '#kit/time.ts'
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { SCHEDULES_MAX } from '../domain/limits.ts'
import { eraseOwn, listNotesNaming, listOwnOverrides, listOwnPages, listOwnTests, replaceNote } from '../store/personal.ts'
import { listSchedules, updateSchedule } from '../store/schedules.ts'

const PAGE = 500
/** More than somebody meets in years of duty. */
const HELD_MAX = 10_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export const oncallPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx, { at }) => ({
    counts: {
      'shifts taken over': await eraseOwn(tx, subject.personIds),
      'places in rotations': await leaveRotations(tx, subject, at),
      'hand-over notes': await redactNotes(tx, subject),
    },
  }),
}

async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const { scheduleId, ...data } of await listOwnOverrides(tx, subject.personIds, HELD_MAX)) {
    yield { kind: 'shifts taken over', data: { schedule: toId('duty_schedule', scheduleId), ...data } }
  }
  for (const { pageId, ...data } of await listOwnPages(tx, subject.personIds, HELD_MAX)) {
    yield { kind: 'pages', data: { page: toId('page', pageId), ...data } }
  }
  for (const data of await listOwnTests(tx, subject.personIds, HELD_MAX)) yield { kind: 'weekly tests', data: { ...data } }
  for await (const { text, createdAt } of notesOf(subject, tx)) yield { kind: 'hand-over notes', data: { text, createdAt } }
}

async function* notesOf(subject: Subject, tx: Tx) {
  const words = distinctive([...subject.names, ...subject.emails]).map((word) => word.toLowerCase())
  for (let afterId = FIRST_ID; ;) {
    const page = await listNotesNaming(tx, { personIds: subject.personIds, words, afterId, limit: PAGE })
    yield* page
    const last = page.at(-1)
    if (page.length < PAGE || last === undefined) return
    afterId = last.id
  }
}

async function redactNotes(tx: Tx, subject: Subject): Promise<number> {
  let changed = 0
  for await (const { id, personId, text } of notesOf(subject, tx)) {
    const next = subject.personIds.includes(personId) ? REDACTED : redact(text, subject)
    if (next === text) continue
    await replaceNote(tx, { id, text: next })
    changed++
  }
  return changed
}

async function leaveRotations(tx: Tx, { personIds }: Subject, at: Instant): Promise<number> {
  let places = 0
  for (const schedule of await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })) {
    const without = schedule.layers.map((layer) => ({ ...layer, people: layer.people.filter((id) => !personIds.includes(id)) }))
    const left = schedule.layers.reduce((sum, layer, index) => sum + layer.people.length - (without[index]?.people.length ?? 0), 0)
    if (left === 0) continue
    places += left
    await updateSchedule(tx, { ...schedule, layers: without.filter(({ people }) => people.length > 0), at })
  }
  return places
}
