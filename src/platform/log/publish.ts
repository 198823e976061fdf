/** Appending to the log: one insert in the action's own transaction, which waits for nobody. */
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { EventDraft } from '#kit/event.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { toDate } from '#kit/time.ts'
import { isTransaction } from '../pg/tx.ts'
import type { Tx } from '../work.ts'
import { digest } from './header.ts'
import { encryptPersonal, type Particulars } from './personal.ts'
import type { PersonKeys } from './personkeys.ts'
import { insertPending } from './store/pending.ts'

/** Particulars are ids and short values; texts stay in their own tables and the event names their digest. */
export const PARTICULARS_BYTES_MAX = 16_384

/** Returns the event's UUID. A draft that does not fit its declaration is our defect and fails the action. */
export async function publish<P extends z.ZodType>(personKeys: PersonKeys, tx: Tx, draft: EventDraft<P>): Promise<string> {
  invariant(isTransaction(tx), 'an event is written in the transaction of what it tells')
  const { event, actor, record, scope } = draft
  const id = uuidv7()
  const { open, personal } = divide(checked(draft), event.personal)
  const particulars = JSON.stringify(open)
  invariant(!personal || draft.subject, `${event.kind} has personal particulars and needs a subject`)
  const subject = personal ? (draft.subject ?? null) : null
  const key = subject === null ? undefined : await personKeys.ensure(tx, subject)
  // An erased person has no key: what is said about them now is not kept either.
  const sealed = personal && key ? encryptPersonal(personal, key, id) : null
  const bytes = Buffer.byteLength(particulars) + (sealed?.length ?? 0)
  invariant(bytes <= PARTICULARS_BYTES_MAX, `particulars of ${event.kind} stay below ${PARTICULARS_BYTES_MAX} bytes`)
  insertPending(tx, {
    id,
    kind: event.kind,
    version: event.version,
    at: toDate(draft.at),
    actor_kind: actor.kind,
    actor_id: actor.id,
    record_kind: record.kind,
    record_id: record.id,
    client_id: scope.clientId,
    application_id: scope.applicationId,
    audience: scope.audience,
    subject,
    particulars,
    particulars_digest: digest(particulars),
    personal: sealed,
    personal_digest: sealed ? digest(sealed) : null,
  })
  return id
}

function checked<P extends z.ZodType>({ event, particulars }: EventDraft<P>): Particulars {
  const parsed = event.particulars.safeParse(particulars)
  if (!parsed.success) throw new Fault(common.internal, { internal: `particulars of ${event.kind} do not fit`, cause: parsed.error })
  return parsed.data as Particulars
}

/** Personal names keep their place with null, so that a reader without the key sees which they are. */
function divide(all: Particulars, names: readonly string[]): { open: Particulars; personal: Particulars | undefined } {
  if (names.length === 0) return { open: all, personal: undefined }
  const isPersonal = new Set(names)
  const entries = Object.entries(all)
  return {
    open: Object.fromEntries(entries.map(([name, value]) => [name, isPersonal.has(name) ? null : value])),
    personal: Object.fromEntries(entries.filter(([name]) => isPersonal.has(name))),
  }
}
