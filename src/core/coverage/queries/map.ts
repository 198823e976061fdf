/** The coverage map as the page shows it, as figures, and as a table to save. */
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { csvLine } from '#kit/csv.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import type { coverageContract } from '../contract/contract.ts'
import { LOOKED_AT_MAX } from '../domain/bounds.ts'
import { isGap } from '../domain/judge.ts'
import { columnsOf, walk, type Ask, type JudgedApplication, type JudgedRow, type Where } from './judged.ts'

type Routes = typeof coverageContract
const ORDER = 'name'

/** Applications by name. With only gaps a page may be short and still have a next one: it says how far was looked. */
export async function readMap(ask: Ask, { query }: HandledOf<Routes['readMap']>): Promise<ReplyOf<Routes['readMap']>> {
  const { limit, only, ...where } = query
  const items: ReplyOf<Routes['readMap']>['items'] = []
  const aspects = columnsOf(ask).map(({ key, label }) => ({ key, label }))
  let [lookedAt, last] = [0, undefined as JudgedApplication['application'] | undefined]
  for await (const judged of walk(ask, where, decodeCursor(query.cursor, ORDER, 2))) {
    if (items.length === limit || lookedAt === LOOKED_AT_MAX) {
      return { aspects, items, nextCursor: last ? encodeCursor({ order: ORDER, after: [last.sortName, last.id] }) : null }
    }
    lookedAt++
    last = judged.application
    const rows = wanted(judged.rows, only)
    if (rows.length > 0) items.push(shown(judged.application, rows))
  }
  return { aspects, items, nextCursor: null }
}

function wanted(rows: readonly JudgedRow[], only: 'gaps' | undefined): readonly JudgedRow[] {
  return only === undefined ? rows : rows.filter(isGap)
}

function shown({ id, name, clientId, clientName }: JudgedApplication['application'], rows: readonly JudgedRow[]) {
  const client = clientId === null ? null : { id: clientId, name: clientName ?? '' }
  const cells = (row: JudgedRow) => row.cells.map(({ knownBy: _people, ...cell }) => ({ ...cell, named: { ...cell.named } }))
  return { id, name, client, rows: rows.map((row) => ({ ...row, cells: cells(row) })) }
}

export async function countMap(ask: Ask, { query }: HandledOf<Routes['countMap']>): Promise<ReplyOf<Routes['countMap']>> {
  const counted = { applications: 0, things: 0, expected: 0, missing: 0, nobodyKnows: 0, onePersonKnows: 0 }
  const missing = new Map<string, number>()
  let more = false
  for await (const { rows } of walk(ask, query)) {
    if (counted.applications === LOOKED_AT_MAX) {
      more = true
      break
    }
    counted.applications++
    counted.things += rows.length
    counted.nobodyKnows += rows.filter(({ finding }) => finding === 'nobody_knows').length
    counted.onePersonKnows += rows.filter(({ finding }) => finding === 'one_person_knows').length
    for (const { aspect, state } of rows.flatMap(({ cells }) => cells)) {
      if (state !== 'not_needed') counted.expected++
      if (state === 'missing') missing.set(aspect, (missing.get(aspect) ?? 0) + 1)
    }
  }
  counted.missing = [...missing.values()].reduce((sum, count) => sum + count, 0)
  const aspects = columnsOf(ask).map(({ key, label }) => ({ key, label, missing: missing.get(key) ?? 0 }))
  return { ...counted, aspects, more }
}

/** Every application, however many: it is written while they are read. */
export async function* mapTable(ask: Ask, { only, ...where }: Where & { readonly only?: 'gaps' | undefined }): AsyncGenerator<string> {
  const columns = columnsOf(ask)
  yield csvLine([
    'client',
    'application',
    'component',
    'kind',
    'finding',
    ...columns.flatMap(({ key }) => [key, `${key} reason`, `${key} words`]),
  ])
  for await (const { application, rows } of walk(ask, where)) {
    for (const row of wanted(rows, only)) {
      const component = row.kind === 'application' ? null : row.name
      const cells = columns.flatMap(({ key }) => {
        const cell = row.cells.find(({ aspect }) => aspect === key)
        return cell ? [cell.state, cell.reason, cell.words] : [null, null, null]
      })
      yield csvLine([application.clientName, application.name, component, row.kind, row.finding, ...cells])
    }
  }
}
