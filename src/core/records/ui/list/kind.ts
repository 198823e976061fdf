/** What a list screen must know of its kind of record, in the reader's language. Each feature makes one beside its screens. */
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Column } from '#design/data-table/data-table.tsx'
import type { recordFields } from '../../contract/row.ts'
import type { z } from 'zod'

/** A row as list routes answer with it. */
export type ListedRecord = Omit<z.input<z.ZodObject<ReturnType<typeof recordFields>>>, 'state'> & { readonly state: string }

/** A word of a closed list with its tone. */
export interface Worded {
  readonly value: string
  readonly label: string
  readonly tone: Tone
}

export interface ListedKind<Row extends ListedRecord = ListedRecord> {
  /** As in ids: `task`. */
  readonly kind: string
  readonly many: string
  readonly states: readonly Worded[]
  /** Values are the numbers as text. */
  readonly priorities: readonly Worded[]
  /** What the kind calls these columns, where it has words of its own. */
  readonly names?: { readonly priority?: string; readonly assignee?: string }
  /** The state that E brings a record into, and back from. */
  readonly closing: { readonly open: string; readonly closed: string; readonly verb: string; readonly done: (count: number) => string }
  /** Needed to change records. */
  readonly writing: string
  /** Columns of its own, beside those of every record. */
  readonly columns?: readonly ListColumn<Row>[]
}

export interface ListColumn<Row> extends Column<Row> {
  /** Shown unless one chooses columns. */
  readonly usual: boolean
}

/** A change of one record, as its batch route takes it. */
export interface ListChange {
  readonly state?: string | undefined
  readonly assigneeId?: string | null | undefined
  readonly priority?: number | undefined
  readonly dueAt?: string | null | undefined
  readonly deleted?: boolean | undefined
}

export interface ChangeItem {
  readonly id: string
  readonly version?: number
  readonly change: ListChange
}

export type ChangeResult =
  | { readonly outcome: 'changed'; readonly id: string; readonly version: number; readonly before: ListChange }
  | { readonly outcome: 'refused'; readonly id: string; readonly message: string }

/** Words of a value that a closed list has; the value itself otherwise. */
export function worded(list: readonly Worded[], value: string | number | null): Worded | undefined {
  return list.find((one) => one.value === String(value))
}
