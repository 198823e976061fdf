/** Reads of pages. */
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { environmentPlaces, namedOf } from '#core/catalog/public.ts'
import { peopleByIds, requirePermission } from '#core/identity/public.ts'
import { PAGES_SHOWN_MAX } from '../domain/limits.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { listPageMessages } from '../store/messages.ts'
import { findPage, listDecisions, listPages, listSubjects, type PageRow } from '../store/pages.ts'
import type { Ask } from './duty.ts'

/** How far back the list goes. */
const LISTED_DAYS = 90
/** Looked at for one list: what the caller may not see is left out afterwards. */
const LOOKED_AT_MAX = 2_000
/** Things and messages of one page that are shown. */
const SHOWN_MAX = 500

export function listAllPages({ platform, caller }: Ask, state: 'open' | 'over' | undefined) {
  const since = later(platform.clock.now(), -LISTED_DAYS * DAY_MS)
  return platform.work.read(async (tx) => {
    const rows = await listPages(tx, { isOver: state === undefined ? null : state === 'over', since, limit: LOOKED_AT_MAX })
    const seen = rows.filter((row) => caller.may(READ_PAGES, { ...row, audience: 'internal' })).slice(0, PAGES_SHOWN_MAX)
    const items = await withNames(tx, seen)
    return {
      items,
      people: await named(
        tx,
        items.flatMap(({ answeredBy }) => answeredBy ?? []),
      ),
    }
  })
}

export function readPage({ platform, caller }: Ask, id: string) {
  return platform.work.read(async (tx) => {
    const row = await findPage(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    requirePermission(caller, READ_PAGES, { ...row, audience: 'internal' })
    const [page] = await withNames(tx, [row])
    if (page === undefined) throw new Fault(common.not_found)
    const subjects = await listSubjects(tx, { pageIds: [id], limit: SHOWN_MAX })
    const messages = await listPageMessages(tx, { pageId: id, limit: SHOWN_MAX })
    const decisions = (await listDecisions(tx, { pageId: id, limit: SHOWN_MAX })).map((one) => ({ ...one, detail: { ...one.detail } }))
    const ids = [...messages, ...decisions].flatMap(({ personId }) => personId ?? [])
    return { ...page, subjects, messages, decisions, people: await named(tx, [...ids, ...(row.answeredBy ? [row.answeredBy] : [])]) }
  })
}

async function withNames(tx: Tx, rows: readonly PageRow[]) {
  const environments = await environmentPlaces(tx, [...new Set(rows.flatMap(({ environmentId }) => environmentId ?? []))])
  const applications = new Map<string, string>()
  for (const id of new Set(rows.flatMap(({ applicationId }) => applicationId ?? []))) {
    applications.set(id, (await namedOf(tx, 'application', id))?.name ?? '')
  }
  return rows.map((row) => ({
    ...row,
    application: row.applicationId === null ? null : (applications.get(row.applicationId) ?? null),
    environment: row.environmentId === null ? null : (environments.get(row.environmentId)?.name ?? null),
  }))
}

async function named(tx: Tx, ids: readonly string[]) {
  return [...(await peopleByIds(tx, ids)).values()].map(({ id, name }) => ({ id, name }))
}
