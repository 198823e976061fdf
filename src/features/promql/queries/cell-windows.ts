/**
 * Functions of the change over windows, put together from cells that ClickHouse computes: the same answer as from samples, with a
 * fraction of what has to be carried over. Worth it where many samples fall into each cell.
 */
import { HOUR_MS, SECOND_MS } from '#kit/time.ts'
import { readCellFalls, readWindowCells, type CellRows, type CellsAsk } from '#features/telemetry/public.ts'
import { extrapolate, type Ends } from '../domain/rates.ts'
import { emptySeries, isPresent, type VectorSeries } from '../domain/values.ts'
import type { WindowAsk } from './engine/source.ts'
import { SeriesPlaces } from './series-number.ts'
import type { Selected, StoredNeeds } from './stored.ts'

/** Shorter cells would hold a sample or two each. */
const CELL_SECONDS_MIN = 60
/** Below this the samples themselves are quicker to read. */
const WORTH_MS = 3 * HOUR_MS
/** Rows of some 40 bytes; an answer has at most 64 MiB. */
const ROWS_MAX = 1_200_000

const FUNCTIONS: Readonly<Record<string, { readonly isCounter: boolean; readonly isRate: boolean }>> = {
  rate: { isCounter: true, isRate: true },
  increase: { isCounter: true, isRate: false },
  delta: { isCounter: false, isRate: false },
}

interface Layout {
  readonly fromSeconds: number
  readonly cellSeconds: number
  /** Of one window. */
  readonly cellsEach: number
  /** From one window to the next. */
  readonly cellsApart: number
  /** All of them, the one before the first included. */
  readonly cells: number
}

/** How windows are made of cells; undefined where samples must be read themselves. */
function layoutOf({ name, rangeMs, grid }: WindowAsk): Layout | undefined {
  const isWhole = [grid.startMs, grid.stepMs, rangeMs].every((ms) => ms % SECOND_MS === 0)
  const spanMs = (grid.count - 1) * grid.stepMs + rangeMs
  if (!FUNCTIONS[name] || !isWhole || spanMs < WORTH_MS) return undefined
  const rangeSeconds = rangeMs / SECOND_MS
  const stepSeconds = grid.count === 1 ? rangeSeconds : grid.stepMs / SECOND_MS
  const cellSeconds = greatestDivisor(stepSeconds, rangeSeconds)
  if (cellSeconds < CELL_SECONDS_MIN) return undefined
  const [cellsEach, cellsApart] = [rangeSeconds / cellSeconds, stepSeconds / cellSeconds]
  const cells = (grid.count - 1) * cellsApart + cellsEach + 1
  return { fromSeconds: grid.startMs / SECOND_MS - rangeSeconds, cellSeconds, cellsEach, cellsApart, cells }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

/** What is known of a cell, beside each other in one list: whatever looks at one of them looks at all. A count of 0 says that it is empty. */
const [COUNT, FIRST_SECONDS, LAST_SECONDS, FIRST, LAST, SLOTS] = [0, 1, 2, 3, 4, 5] as const

interface Cells {
  /** Slots of all cells of a series, by its place in the book; undefined where it has no samples. */
  readonly bySeries: (Float64Array | undefined)[]
  /** What counters had reached when they started anew, by place of the series and number of the cell; where none did, nothing. */
  readonly falls: Map<number, Float64Array>
}

/** The function at every step; undefined where it is not worth it. */
export async function readCellWindows(
  needs: StoredNeeds,
  ask: WindowAsk,
  selected: Selected,
): Promise<readonly VectorSeries[] | undefined> {
  const layout = layoutOf(ask)
  if (!layout) return undefined
  needs.budget.takePoints(selected.book.size, Math.max(layout.cells, ask.grid.count))
  const cells = await readSeries(needs, layout, selected, FUNCTIONS[ask.name]?.isCounter === true)
  const results: VectorSeries[] = []
  let place = 0
  for (const { labels } of selected.book.values()) {
    await needs.budget.breathe()
    const own = { slots: cells.bySeries[place], fallen: cells.falls.get(place) }
    place += 1
    if (!own.slots) continue
    const result = emptySeries(labels, ask.grid.count)
    for (let step = 0; step < ask.grid.count; step++) computeStep(own as CellSeries, { layout, ask, step, result })
    if (isPresent(result)) results.push(result)
  }
  return results
}

/** Of one series. */
interface CellSeries {
  readonly slots: Float64Array
  readonly fallen: Float64Array | undefined
}

interface Step {
  readonly layout: Layout
  readonly ask: WindowAsk
  readonly step: number
  readonly result: VectorSeries
}

function computeStep(own: CellSeries, { layout, ask, step, result }: Step): void {
  const { isCounter, isRate } = FUNCTIONS[ask.name] as { isCounter: boolean; isRate: boolean }
  const endMs = ask.grid.startMs + step * ask.grid.stepMs
  const window = { startMs: endMs - ask.rangeMs, endMs }
  const ends = endsOf(own, {
    cell: step * layout.cellsApart + 1,
    cells: layout.cellsEach,
    startSeconds: window.startMs / SECOND_MS,
    isCounter,
  })
  if (!ends) return
  const factor = extrapolate(ends, window, isCounter)
  result.has[step] = 1
  result.values[step] = ends.change * (isRate ? factor / (ask.rangeMs / SECOND_MS) : factor)
}

/** Both ends of a window belong to it, so a sample just at its start comes from the cell before. */
function endsOf(
  own: CellSeries,
  { cell, cells, startSeconds, isCounter }: { cell: number; cells: number; startSeconds: number; isCounter: boolean },
): Ends | undefined {
  const { slots, fallen: fallenIn } = own
  const before = (cell - 1) * SLOTS
  const hasStart = (slots[before + COUNT] as number) > 0 && slots[before + LAST_SECONDS] === startSeconds
  let count = hasStart ? 1 : 0
  let firstSeconds = startSeconds
  let first = hasStart ? (slots[before + LAST] as number) : NaN
  let last = first
  let lastSeconds = startSeconds
  let fallen = 0
  for (let each = cell; each < cell + cells; each++) {
    const at = each * SLOTS
    if (slots[at + COUNT] === 0) continue
    const next = slots[at + FIRST] as number
    if (count === 0) [first, firstSeconds] = [next, slots[at + FIRST_SECONDS] as number]
    else if (next < last) fallen += last
    if (fallenIn) fallen += fallenIn[each] as number
    count += slots[at + COUNT] as number
    last = slots[at + LAST] as number
    lastSeconds = slots[at + LAST_SECONDS] as number
  }
  if (count < 2) return undefined
  const change = last - first + (isCounter ? fallen : 0)
  return { count, first, change, firstMs: firstSeconds * SECOND_MS, lastMs: lastSeconds * SECOND_MS }
}

async function readSeries(needs: StoredNeeds, layout: Layout, { conditions, book }: Selected, isCounter: boolean): Promise<Cells> {
  const places = new SeriesPlaces([...book.keys()])
  const cells: Cells = { bySeries: [], falls: new Map() }
  const each = Math.max(1, Math.floor(ROWS_MAX / Math.max(1, book.size)))
  for (let from = 0; book.size > 0 && from < layout.cells; from += each) {
    const { signal, leftMs: timeoutMs } = needs.budget
    const ask: CellsAsk = { ...layout, conditions, from, to: Math.min(layout.cells, from + each), signal, timeoutMs }
    const rows = await readWindowCells(needs.clickhouse, ask)
    needs.budget.check()
    const falling = keepRows(rows, { places, cells, count: layout.cells })
    if (falling.length > 0 && isCounter) await keepFalls(needs, { ask, falling, places, cells, count: layout.cells })
    await needs.budget.breathe()
  }
  return cells
}

interface Keeping {
  readonly places: SeriesPlaces
  readonly cells: Cells
  /** Of each series. */
  readonly count: number
}

/** Returns the numbers of cells in which a counter may have started anew, ascending. */
function keepRows(rows: CellRows, { places, cells: { bySeries }, count }: Keeping): readonly number[] {
  const falling = new Set<number>()
  for (let row = 0; row < rows.rows; row++) {
    const place = places.placeAt(rows.series, row)
    if (place < 0) continue
    const slots = (bySeries[place] ??= new Float64Array(count * SLOTS))
    const cell = rows.cell[row] as number
    const rises = keepRow(slots, cell * SLOTS, rows, row)
    if (rows.mayFall[row] || !rises) falling.add(cell)
  }
  return [...falling].toSorted((a, b) => a - b)
}

/** Returns false where both halves of a cell are there and a counter may have started anew between them. */
function keepRow(slots: Float64Array, at: number, rows: CellRows, row: number): boolean {
  const firstSeconds = rows.firstSeconds[row] as number
  const first = rows.first[row] as number
  const last = rows.last[row] as number
  const known = slots[at + COUNT] as number
  const isLater = known === 0 || firstSeconds > (slots[at + LAST_SECONDS] as number)
  const rises = known === 0 || (isLater ? first >= (slots[at + LAST] as number) : last <= (slots[at + FIRST] as number))
  slots[at + COUNT] = known + (rows.count[row] as number)
  if (known === 0 || !isLater) {
    slots[at + FIRST_SECONDS] = firstSeconds
    slots[at + FIRST] = first
  }
  if (isLater) {
    slots[at + LAST_SECONDS] = rows.lastSeconds[row] as number
    slots[at + LAST] = last
  }
  return rises
}

interface Falling extends Keeping {
  readonly ask: CellsAsk
  readonly falling: readonly number[]
}

async function keepFalls({ clickhouse, budget }: StoredNeeds, { ask, falling, places, cells, count }: Falling): Promise<void> {
  // No further than they lie: to sort all samples of a day for one of its cells would take as long as to read them.
  const within = { from: falling[0] as number, to: (falling.at(-1) as number) + 1 }
  const rows = await readCellFalls(clickhouse, { ...ask, ...within, timeoutMs: budget.leftMs }, falling)
  for (let row = 0; row < rows.rows; row++) {
    const place = places.placeAt(rows.series, row)
    const fallen = cells.falls.get(place) ?? new Float64Array(count)
    fallen[rows.cell[row] as number] = rows.fallen[row] as number
    if (place >= 0) cells.falls.set(place, fallen)
  }
}
