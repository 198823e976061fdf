/** What alerting holds about a person: silences that they added, comments that name them, and alerts that they acknowledged. */
import { redact } from '#kit/redact.ts'
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { redactOutside } from './outside-texts.ts'
import { forgetPeople, listComments, listWrittenBy, rewriteComment } from '../store/silences.ts'

/** Silences that are read at once. */
const PAGE = 200

export const alertingPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx) => {
    const texts = await redactComments(tx, subject)
    const alerts = await redactOutside(tx, subject)
    const silences = await forgetPeople(tx, subject.personIds)
    return { counts: { 'comments that name them': texts, 'alerts that name them': alerts, silences } }
  },
}

async function* held({ personIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  let afterId: string | null = null
  do {
    const rows: Awaited<ReturnType<typeof listWrittenBy>> = await listWrittenBy(tx, { personIds, afterId, limit: PAGE })
    for (const { comment, matchers, startsAt, endsAt } of rows) yield { kind: 'silences', data: { comment, matchers, startsAt, endsAt } }
    afterId = rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null
  } while (afterId !== null)
}

async function redactComments(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  let afterId: string | null = null
  do {
    const rows: Awaited<ReturnType<typeof listComments>> = await listComments(tx, { afterId, limit: PAGE })
    for (const { id, comment } of rows) {
      const without = redact(comment, subject)
      if (without === comment) continue
      await rewriteComment(tx, { id, comment: without })
      rewritten++
    }
    afterId = rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null
  } while (afterId !== null)
  return rewritten
}
