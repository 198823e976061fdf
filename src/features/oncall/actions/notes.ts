/** Hand-over notes, and the secret addresses of calendars. */
import { uuidv7 } from 'uuidv7'
import { dutyFeedRenewed, dutyNoteLeft } from '#events/oncall.ts'
import type { PersonCaller } from '#core/identity/public.ts'
import { hashToken, newToken, organisationScope } from '#core/identity/public.ts'
import { insertNote, putFeed, type NoteRow } from '../store/notes.ts'
import { seenSchedule } from '../access/seen.ts'
import { aboutSchedule, type Act } from './schedules.ts'

export async function leaveNote({ platform, caller }: Act<PersonCaller>, scheduleId: string, text: string): Promise<NoteRow> {
  const at = platform.clock.now()
  const note = { id: uuidv7(), personId: caller.personId, text, createdAt: at }
  await platform.work.run(async (tx) => {
    const { name } = await seenSchedule(tx, caller, scheduleId)
    await insertNote(tx, { ...note, scheduleId })
    await platform.log.publish(tx, { ...aboutSchedule(scheduleId, caller), event: dutyNoteLeft, at, particulars: { name } })
  })
  return note
}

/** The path with its secret, which is kept nowhere. */
export async function renewFeed({ platform, caller }: Act<PersonCaller>, scheduleId: string | null): Promise<string> {
  const [secret, at] = [newToken(), platform.clock.now()]
  await platform.work.run(async (tx) => {
    const name = scheduleId === null ? null : (await seenSchedule(tx, caller, scheduleId)).name
    await putFeed(tx, { id: uuidv7(), personId: caller.personId, scheduleId, secretHash: hashToken(secret), at })
    // Of one's own shifts: the record is oneself.
    const record = scheduleId === null ? ({ kind: 'person', id: caller.personId } as const) : aboutSchedule(scheduleId, caller).record
    const particulars = { name: name ?? 'own shifts' }
    await platform.log.publish(tx, { event: dutyFeedRenewed, actor: caller.ref, record, scope: organisationScope, at, particulars })
  })
  return `/duty-calendar/${secret}`
}
