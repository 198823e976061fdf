/** Messages for their pages. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { messageRoutes } from '../contract/messages.ts'
import { READ_MESSAGES } from '../domain/permissions.ts'
import type { Needs } from '../needs.ts'

type Routes = typeof messageRoutes

const ORDER = '-id'

export async function messagePage(
  platform: Needs,
  caller: Caller,
  { query }: HandledOf<Routes['listMessages']>,
): Promise<ReplyOf<Routes['listMessages']>> {
  requirePermission(caller, READ_MESSAGES, organisationScope)
  const cursor = decodeCursor(query.cursor, ORDER, 1)
  const { limit, state, text } = query
  const ask = { before: cursor === null ? null : String(cursor[0]), limit: limit + 1, state, text }
  const rows = await platform.work.read((tx) => platform.mail.list(tx, ask))
  const { items, nextCursor } = pageFrom(rows, limit, ORDER, (row) => [row.id])
  return { items: [...items], nextCursor }
}

/** Throws `common.not_found`. */
export async function readMessage(platform: Needs, caller: Caller, id: string): Promise<ReplyOf<Routes['readMessage']>> {
  requirePermission(caller, READ_MESSAGES, organisationScope)
  const found = await platform.work.read((tx) => platform.mail.find(tx, id))
  if (found === undefined) throw new Fault(common.not_found)
  return { ...found, steps: [...found.steps] }
}
