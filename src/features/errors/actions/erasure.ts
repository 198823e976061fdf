/**
 * What errors hold about a person: who works on groups, titles that name somebody, what users said under their name. Of the people that errors happened to
 * nothing is held but a hash under a key of this installation, by which they are found when they are erased: their errors become
 * nobody's.
 */
import { labelOf } from '#core/records/contract/kind.ts'
import { recordsAbout, rewriteTexts, unassignRecords } from '#core/records/public.ts'
import { redact } from '#kit/redact.ts'
import type { PersonalData, Subject } from '#platform/personal.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { userHashOf, usersOf } from '../access/user-hash.ts'
import { errorGroupKind } from '../contract/kind.ts'
import { culpritsOf } from '../store/groups.ts'
import { environmentsWithUsers, forgetUsers } from '../store/users.ts'
import { besideOf, emailsOf, eraseBeside } from './erase-beside.ts'

/** Of `platform`'s errors. */
export const errorsPersonal = (platform: Pick<Platform, 'clickhouse' | 'config' | 'secrets'>): PersonalData => ({
  emails: emailsOf,
  export: async function* (subject, tx) {
    for await (const row of recordsAbout(tx, 'error_group', subject)) {
      const { title, state, createdAt } = row
      yield { kind: 'errors', data: { label: labelOf('error_group', row.number), title, state, createdAt } }
    }
    yield* besideOf(platform.secrets, subject, tx)
  },
  erase: async (subject, tx) => {
    const texts = await redactTitles(tx, subject)
    const assigned = await unassignRecords(tx, 'error_group', subject.personIds)
    const beside = await eraseBeside(platform.secrets, subject, tx)
    return { counts: { 'errors that name them': texts, 'errors they had': assigned, ...beside } }
  },
  finish: async (subject) => {
    const users = usersOf(subject)
    if (users.length === 0) return
    const environments = await environmentsWithUsers(platform.clickhouse)
    const hashes = environments.flatMap((environment) => users.map((user) => userHashOf(platform.secrets, environment, user)))
    await forgetUsers(platform, hashes)
  },
})

async function redactTitles(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  for await (const row of recordsAbout(tx, 'error_group', subject)) {
    const title = redact(row.title, subject)
    if (title === row.title) continue
    const culprit = (await culpritsOf(tx, [row.id])).get(row.id) ?? ''
    await rewriteTexts(tx, errorGroupKind, { row, title, facts: { culprit } })
    rewritten++
  }
  return rewritten
}
