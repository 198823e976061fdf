/** What channels hold about a person, for their export and for erasing it. */
import { toId } from '#kit/ids.ts'
import { toIso } from '#kit/time.ts'
import type { Erased, PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../needs.ts'
import { listOwn } from '../store/addresses.ts'
import { deleteOldMessages } from '../store/messages.ts'
import { deletePersonal, listHeld } from '../store/personal.ts'
import { openTarget } from './targets.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export function channelsPersonal(needs: Pick<Needs, 'secrets'>): PersonalData {
  return {
    export: (subject, tx) => held(needs, subject, tx),
    erase: async (subject, tx): Promise<Erased> => ({ counts: await deletePersonal(tx, subject.personIds) }),
  }
}

async function* held({ secrets }: Pick<Needs, 'secrets'>, { personIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const row of await listOwn(tx, personIds)) {
    const { id, channel, label, createdAt } = row
    // Theirs, so they get it whole; a push subscription opens nothing without our keys.
    const data = { id: toId('channel_address', id), channel, label, target: openTarget(secrets, row), addedAt: toIso(createdAt) }
    yield { kind: 'channel addresses', data }
  }
  for (let afterId = FIRST_ID; ;) {
    const page = await listHeld(tx, personIds, { afterId, limit: PAGE })
    for (const { id: _id, at, ...message } of page) yield { kind: 'pages', data: { ...message, at: toIso(at) } }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return
  }
}

export const channelsRetention: readonly Retention[] = [
  {
    kind: 'channels.messages',
    title: 'Pages handed over',
    sentence:
      'What people on duty were sent by which channel and what came back, counted from its last change. It answers whether they were told.',
    days: 730,
    daysMin: 30,
    remove: deleteOldMessages,
  },
]
