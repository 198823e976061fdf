/** What users said, and the files that came with errors. */
import { scopeOfRecord } from '#core/records/public.ts'
import { labelOf } from '#core/records/contract/kind.ts'
import { environmentsOf } from '#core/catalog/public.ts'
import type { FileAnswer, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { claimEnvironment, visibleEnvironments } from '../access/environment.ts'
import { seenGroup } from '../access/group.ts'
import { errorsCodes } from '../contract/codes.ts'
import type { errorsContract } from '../contract/contract.ts'
import { READ_FILES } from '../domain/permissions.ts'
import { listFeedback as listRows, type FeedbackAsk, type FeedbackRow } from '../store/feedback.ts'
import { findFile, listFiles, type FileRow } from '../store/files.ts'
import type { Ask } from './groups.ts'

type Answer = ReplyOf<(typeof errorsContract)['listFeedback']>
type Shown = Answer['items'][number]

const ORDER = '-at'
/** Of a page of feedback, or of one error. */
const FILES_MAX = 200

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function listFeedback({ platform, caller }: Ask, applicationId: string, page: Page): Promise<Answer> {
  return platform.work.read(async (tx) => {
    const environments = await visibleEnvironments(tx, caller, applicationId)
    return answer(tx, { names: new Map(environments.map(({ id, name }) => [id, name])), groupId: null }, page)
  })
}

export function listGroupFeedback({ platform, caller }: Ask, groupId: string, page: Page): Promise<Answer> {
  return platform.work.read(async (tx) => {
    const { group, record } = await seenGroup(tx, caller, groupId)
    const { applicationId } = scopeOfRecord(record)
    const environments = applicationId ? await environmentsOf(tx, applicationId) : []
    const name = environments.find(({ id }) => id === group.environmentId)?.name ?? ''
    return answer(tx, { names: new Map([[group.environmentId, name]]), groupId }, page)
  })
}

/** Whoever may save it: it may hold what the rest of the page does not show. */
export async function readFile(
  { platform, caller }: { readonly platform: Pick<Platform, 'work' | 'files'>; readonly caller: Ask['caller'] },
  id: string,
): Promise<FileAnswer> {
  const row = await platform.work.read(async (tx) => {
    const found = await findFile(tx, id)
    if (found === undefined) throw new Fault(common.not_found)
    await claimEnvironment(tx, caller, { id: found.environmentId, permission: READ_FILES })
    return found
  })
  const content = await platform.files.get(row.digest)
  if (content === undefined) throw new Fault(errorsCodes.file_missing, { internal: `the file store has no ${row.digest}` })
  return { name: row.name, mediaType: row.mediaType, bytes: row.bytes, content }
}

/** Files of one error (32 digits) of an environment that the caller may see. */
export async function filesOfError(tx: Tx, environmentId: string, id: string): Promise<Shown['files']> {
  const rows = await listFiles(tx, { environmentIds: [environmentId], eventIds: [id], limit: FILES_MAX })
  return rows.map(shownFile)
}

interface Where {
  /** Of environments that the caller may see, by their UUIDs. */
  readonly names: ReadonlyMap<string, string>
  readonly groupId: string | null
}

async function answer(tx: Tx, { names, groupId }: Where, { limit, cursor }: Page): Promise<Answer> {
  const environmentIds = [...names.keys()]
  const before = placeOf(decodeCursor(cursor, ORDER, 2))
  const rows = await listRows(tx, { environmentIds, groupId, before, limit: limit + 1 })
  const { items, nextCursor } = pageFrom(rows, limit, ORDER, ({ at, id }) => [at, id])
  const eventIds = items.flatMap(({ eventId }) => eventId ?? [])
  const files = await listFiles(tx, { environmentIds, eventIds, limit: FILES_MAX })
  return { items: items.map((row) => shown(row, names, files)), nextCursor }
}

function shown({ groupId, number, title, eventId, errorId, ...row }: FeedbackRow, names: Where['names'], files: readonly FileRow[]): Shown {
  const isOf = (file: FileRow): boolean => file.environmentId === row.environmentId && file.eventId === eventId
  return {
    ...row,
    environment: names.get(row.environmentId) ?? '',
    errorId: errorId?.replaceAll('-', '') ?? null,
    group: groupId === null || number === null ? null : { id: groupId, label: labelOf('error_group', number), title: title ?? '' },
    files: files.filter(isOf).map(shownFile),
  }
}

const shownFile = ({ id, name, mediaType, bytes }: FileRow): Shown['files'][number] => ({ id, name, mediaType, bytes })

/** Only the form is checked: whoever writes a cursor sees nothing but their own rows. */
function placeOf(after: SortValues | null): FeedbackAsk['before'] {
  if (after === null) return null
  const [at, id] = after
  if (typeof at === 'number' && /^[0-9a-f-]{36}$/.test(String(id))) return { at: at as Instant, id: String(id) }
  const message = 'must be the nextCursor of the previous page'
  throw new Fault(common.invalid_request, { detail: `The cursor ${message}.`, fields: [{ field: 'query.cursor', message }] })
}
