/** What a chapter is made of. */
import type { Plan } from '../domain/form.ts'
import { choiceWords } from './words.ts'

export interface Column {
  /** Path below the row's. */
  readonly field: string
  readonly label: string
}
export interface TableRow {
  readonly path: string
  /** Null: the entry's own title names it. */
  readonly label: string | null
}
export interface Table {
  readonly kind: 'table'
  readonly label: string
  /** The map whose entries are the rows, or the rows themselves. */
  readonly rows: string | readonly TableRow[]
  readonly columns: readonly Column[]
}
/** Single values, each with its label. */
export interface Facts {
  readonly kind: 'facts'
  readonly label: string
  readonly rows: readonly { readonly path: string; readonly label: string }[]
}
export type Block = Table | Facts

export interface Chapter {
  readonly key: keyof Plan
  readonly title: string
  readonly intro: string
  readonly blocks: readonly Block[]
}

export const table = (label: string, rows: Table['rows'], columns: readonly (readonly [field: string, label: string])[]): Table => ({
  kind: 'table',
  label,
  rows,
  columns: columns.map(([field, words]) => ({ field, label: words })),
})
export const facts = (label: string, start: string, rows: readonly (readonly [field: string, label: string])[]): Facts => ({
  kind: 'facts',
  label,
  rows: rows.map(([field, words]) => ({ path: `${start}.${field}`, label: words })),
})
export const under = (start: string, keys: readonly string[]): TableRow[] =>
  keys.map((key) => ({ path: `${start}.${key}`, label: choiceWords(key) }))
