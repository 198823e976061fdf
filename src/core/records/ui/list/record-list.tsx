/**
 * The list of any kind of record: filters in plain words, saved views, order, columns by choice, an honest count, commands on many with
 * undo, and keys: J and K move, X chooses, E completes, A assigns. A feature brings its kind, its rows and its batch route.
 */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { i18n } from '@lingui/core'
import { DataTable } from '#design/data-table/data-table.tsx'
import { focusedRow } from '#design/data-table/list-keys.ts'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScope, type Scope } from '#design/navigation/scope.ts'
import { useScreen, type Screen } from '#design/navigation/screen.ts'
import { Slot, type ListView } from '#design/navigation/slots.tsx'
import type { Problem } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { parseFilter, printFilter, withField } from '../../domain/filter.ts'
import { SORTS, type Sort } from '../../domain/sorts.ts'
import { filterForAddress, filterIn, type listSearch } from './address.ts'
import { BulkBar } from './bulk-bar.tsx'
import { recordColumns } from './columns.tsx'
import { ColumnChoice, Filters } from './filters.tsx'
import type { ListedKind, ListedRecord } from './kind.ts'
import { useAssignable, type Choosable } from './people.ts'
import { useChanges, type ChangesOptions, type Wanted } from './use-changes.ts'
import styles from './list.module.css'

const AssignDialog = lazy(() => import('./assign-dialog.tsx').then((module) => ({ default: module.AssignDialog })))

/** A page of rows as `usePages` hands it over. */
export interface ListedPages<Row> {
  readonly rows: readonly Row[] | undefined
  readonly error: Problem | null
  readonly more: boolean
  readonly loadMore: () => void
  readonly loadingMore: boolean
  readonly refetch: () => void
}

export interface RecordListProps<Row extends ListedRecord> {
  readonly kind: ListedKind<Row>
  readonly screen: Screen<string, ReturnType<typeof listSearch>>
  readonly pages: ListedPages<Row>
  /** Undefined while it is being counted. */
  readonly count: { readonly count: number; readonly more: boolean } | undefined
  readonly to: (row: Row) => string
  readonly changes: ChangesOptions
  /** Commands of the page, such as adding one. */
  readonly actions: ReactNode
  /** When there is none at all, not even behind the filter. */
  readonly empty: ReactNode
}

/** The filter and the order that the address carries, with the client or application that everything is filtered by. */
export function useListed(screen: RecordListProps<ListedRecord>['screen']): { readonly filter: string; readonly sort: Sort } {
  const { search } = useScreen(screen)
  return { filter: within(filterIn(search.filter), useScope()), sort: search.sort ?? 'newest' }
}

function within(filter: string, { clientId, applicationId }: Scope): string {
  const parsed = parseFilter(filter)
  if (!parsed.ok) return filter
  const held = parsed.filter
  if (applicationId && !held.application) return printFilter(withField(held, 'application', [applicationId]))
  return clientId && !held.client && !held.application ? printFilter(withField(held, 'client', [clientId])) : filter
}

export function RecordList<Row extends ListedRecord>({ kind, screen, pages, count, to, changes, actions, empty }: RecordListProps<Row>) {
  const scope = useScope()
  const people = useAssignable()
  const { search, update } = useScreen(screen)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const change = useChanges(changes)
  const why = useWhyNot()(kind.writing)
  const columns = recordColumns(kind, scope)
  const usual = columns.filter((column) => column.usual).map(({ id }) => id)
  const shown = new Set(['title', ...(search.columns?.split(',') ?? usual)])
  const filter = filterIn(search.filter)
  const rows = pages.rows?.filter(({ id }) => chosen.has(id)) ?? []
  const run = (wanted: Wanted) => {
    setChosen(new Set())
    change.run(wanted)
  }
  const view: ListView = { filter, sort: search.sort ?? 'newest', columns: search.columns?.split(',') ?? [] }
  const show = (next: ListView) =>
    update({
      filter: filterForAddress(next.filter),
      sort: SORTS.find((one) => one === next.sort && one !== 'newest'),
      columns: next.columns.join(',') || undefined,
    })
  return (
    <ListLayout
      title={kind.many}
      actions={actions}
      filters={
        <>
          <Slot name="list.views" given={{ kind: kind.kind, shown: view, onChoose: show }} />
          <Filters
            kind={kind}
            filter={filter}
            onFilter={(next) => show({ ...view, filter: next })}
            sort={search.sort ?? 'newest'}
            onSort={(next) => show({ ...view, sort: next })}
            people={people}
            scope={scope}
          />
          <ColumnChoice columns={columns} shown={shown} onChange={(ids) => update({ columns: ids.join(',') || undefined })} />
          <span className={styles['count']} aria-live="polite">
            {count ? countWords(count) : ''}
          </span>
        </>
      }
    >
      <DataTable
        label={kind.many}
        columns={columns.filter(({ id }) => shown.has(id))}
        rows={pages.rows}
        rowKey={(row) => row.id}
        to={to}
        problem={pages.error}
        retry={pages.refetch}
        empty={empty}
        more={pages.more ? { load: pages.loadMore, loading: pages.loadingMore } : undefined}
        selection={{ chosen, onChange: setChosen, nameOf: (row) => row.label }}
      />
      <Commands
        kind={kind}
        all={pages.rows ?? []}
        chosen={chosen}
        onChoose={setChosen}
        why={why}
        pending={change.pending}
        onRun={run}
        people={people}
        rows={rows}
      />
    </ListLayout>
  )
}

interface CommandsProps<Row extends ListedRecord> {
  readonly kind: ListedKind<Row>
  readonly all: readonly Row[]
  readonly rows: readonly Row[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly people: readonly Choosable[]
  readonly why: string | null
  readonly pending: boolean
  readonly onRun: (wanted: Wanted) => void
}

/** Keys and the bar. Without a choice they mean the row in which the focus is. */
function Commands<Row extends ListedRecord>({ kind, all, rows, chosen, onChoose, people, why, pending, onRun }: CommandsProps<Row>) {
  const [assigned, setAssigned] = useState<readonly Row[]>([])
  const meant = () => (rows.length > 0 ? rows : all.filter(({ id }) => id === focusedRow()))
  const close = () => {
    const records = meant()
    if (why || records.length === 0) return
    const { closed, open, done } = kind.closing
    const isBack = records.every(({ state }) => state === closed)
    const words = isBack ? (count: number) => i18n.t('{count, plural, one {# is open again.} other {# are open again.}}', { count }) : done
    onRun({ items: records.map(({ id }) => ({ id, change: { state: isBack ? open : closed } })), words })
  }
  const choose = () => {
    const key = focusedRow()
    if (key) onChoose(chosen.has(key) ? new Set([...chosen].filter((one) => one !== key)) : new Set([...chosen, key]))
  }
  useShortcut({ keys: 'X', label: i18n.t('Choose'), group: 'page', run: choose })
  useShortcut({ keys: 'E', label: kind.closing.verb, group: 'page', run: close })
  useShortcut({ keys: 'A', label: i18n.t('Assign'), group: 'page', run: () => (why ? undefined : setAssigned(meant())) })
  const assign = (person: Choosable | null) =>
    onRun({
      items: assigned.map(({ id }) => ({ id, change: { assigneeId: person?.id ?? null } })),
      words: (count) =>
        person
          ? i18n.t('{count, plural, one {# is} other {# are}} with {name} now.', { count, name: person.name })
          : i18n.t('{count, plural, one {# is} other {# are}} nobody’s now.', { count }),
    })
  return (
    <>
      {rows.length > 0 ? (
        <BulkBar
          kind={kind}
          rows={rows}
          why={why}
          pending={pending}
          onRun={onRun}
          onAssign={() => setAssigned(rows)}
          onLeave={() => onChoose(new Set())}
        />
      ) : null}
      {assigned.length > 0 ? (
        <Suspense fallback={null}>
          <AssignDialog people={people} onChoose={assign} onClose={() => setAssigned([])} />
        </Suspense>
      ) : null}
    </>
  )
}

/** Beyond what is counted the figure says so. */
function countWords({ count, more }: { readonly count: number; readonly more: boolean }): string {
  return more ? i18n.t('{count, number}+ records', { count }) : i18n.t('{count, plural, one {# record} other {# records}}', { count })
}
