/** What users said and the files that came with errors: what is somebody's own goes with them, and in the words of others they are nobody. */
import { forgetFiles } from '#core/attachments/public.ts'
import { toId } from '#kit/ids.ts'
import { distinctive, redact } from '#kit/redact.ts'
import type { PersonalItem, Subject } from '#platform/personal.ts'
import type { Secrets } from '#platform/secrets/secrets.ts'
import type { Tx } from '#platform/work.ts'
import { userHashOf, usersOf } from '../access/user-hash.ts'
import * as store from '../store/personal.ts'
import type { PageAsk, Whose } from '../store/personal.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

type Signing = Pick<Secrets, 'sign'>

export async function* besideOf(secrets: Signing, subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  const whose = await whoseOf(secrets, subject, tx)
  for await (const { id, ...said } of eachOf((ask) => store.listOwnFeedback(tx, whose, ask)))
    yield { kind: 'feedback', data: { id: toId('error_feedback', id), ...said } }
  for await (const { id, ...file } of eachOf((ask) => store.listOwnFiles(tx, whose, ask))) {
    yield { kind: 'error_files', data: { id: toId('error_file', id), ...file } }
    yield { kind: 'files', file }
  }
}

/** Their bytes are removed by whoever removes all that nothing names. */
export async function eraseBeside(secrets: Signing, subject: Subject, tx: Tx): Promise<Readonly<Record<string, number>>> {
  const whose = await whoseOf(secrets, subject, tx)
  const files = await store.eraseOwnFiles(tx, whose)
  await forgetFiles(tx, files)
  const feedback = await store.eraseOwnFeedback(tx, whose)
  return { feedback, error_files: files.length, 'feedback that names them': await redactBeside(subject, tx) }
}

/** Addresses of whoever said something, in lower case. */
export async function* emailsOf(tx: Tx): AsyncIterable<string> {
  for (let after = '', count = PAGE; count === PAGE;) {
    const page = await store.listFeedbackEmails(tx, { after, limit: PAGE })
    yield* page
    after = page.at(-1) ?? after
    count = page.length
  }
}

async function whoseOf(secrets: Signing, subject: Subject, tx: Tx): Promise<Whose> {
  const environments = await store.environmentsWithHashes(tx)
  const users = usersOf(subject)
  const userHashes = environments.flatMap((environment) => users.map((user) => String(userHashOf(secrets, environment, user))))
  return { emails: subject.emails, userHashes }
}

/** Returns how many texts and names changed. */
async function redactBeside(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  if (words.length === 0) return 0
  let changed = 0
  for await (const one of eachOf((ask) => store.listNamingFeedback(tx, words, ask))) {
    const next = { id: one.id, name: redact(one.name, subject), text: redact(one.text, subject), url: redact(one.url, subject) }
    await store.rewriteFeedback(tx, next)
    changed += 1
  }
  for await (const { id, name } of eachOf((ask) => store.listNamingFiles(tx, words, ask))) {
    await store.renameFile(tx, { id, name: redact(name, subject) })
    changed += 1
  }
  return changed
}

/** All rows, page by page in the order of their ids. */
async function* eachOf<R extends { readonly id: string }>(read: (ask: PageAsk) => Promise<readonly R[]>): AsyncIterable<R> {
  for (let afterId = FIRST_ID, count = PAGE; count === PAGE;) {
    const page = await read({ afterId, limit: PAGE })
    yield* page
    afterId = page.at(-1)?.id ?? afterId
    count = page.length
  }
}
