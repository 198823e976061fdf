/** Filters of a list of records, as chips in plain words; they write the filter of the address. */
import { useRef, useState } from 'react'
import { Columns3 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { FilterChip, type FilterChoice } from '#design/filter-chips/filter-chips.tsx'
import type { Scope } from '#design/navigation/scope.ts'
import { Popover } from '#design/overlay/popover.tsx'
import { useSession } from '#design/session/session.ts'
import { parseFilter, printFilter, withField, type FilterField, type RecordFilter } from '../../domain/filter.ts'
import type { Sort } from '../../domain/sorts.ts'
import type { ListColumn, ListedKind, ListedRecord } from './kind.ts'
import type { Choosable } from './people.ts'
import styles from './list.module.css'

export interface FiltersProps {
  readonly kind: Pick<ListedKind, 'states' | 'priorities' | 'names'>
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly people: readonly Choosable[]
  readonly scope: Scope
}

export function Filters({ kind, filter, onFilter, sort, onSort, people, scope }: FiltersProps) {
  const parsed = parseFilter(filter)
  const held: RecordFilter = parsed.ok ? parsed.filter : {}
  const { personId } = useSession()
  const others = people.filter(({ id }) => id !== personId)
  const chips: readonly (readonly [field: FilterField, label: string, choices: readonly FilterChoice[]])[] = [
    [
      'is',
      i18n.t('Show'),
      [
        { value: 'open', label: i18n.t('Open only') },
        { value: 'closed', label: i18n.t('Closed only') },
      ],
    ],
    ...(kind.states.length > 2 ? ([['state', i18n.t('State'), kind.states]] as const) : []),
    [
      'assignee',
      kind.names?.assignee ?? i18n.t('Assignee'),
      [
        { value: 'me', label: i18n.t('Me') },
        { value: 'none', label: i18n.t('Nobody') },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ],
    ],
    ['priority', kind.names?.priority ?? i18n.t('Priority'), kind.priorities],
    ['due', i18n.t('Due'), dueChoices()],
    ['application', i18n.t('Application'), scope.applications.map(({ id, name }) => ({ value: id, label: name }))],
    [
      'client',
      i18n.t('Client'),
      [{ value: 'none', label: i18n.t('Our own') }, ...scope.clients.map(({ id, name }) => ({ value: id, label: name }))],
    ],
  ]
  return (
    <>
      {chips
        .filter(([, , choices]) => choices.length > 1)
        .map(([field, label, choices]) => (
          <FilterChip
            key={field}
            label={label}
            value={held[field]?.join(',')}
            choices={withSeveral(choices, held[field])}
            onChange={(value) => onFilter(printFilter(withField(held, field, value?.split(','))))}
          />
        ))}
      <FilterChip
        label={i18n.t('Order')}
        value={sort === 'newest' ? undefined : sort}
        choices={sortChoices()}
        onChange={(value) => onSort((value ?? 'newest') as Sort)}
      />
    </>
  )
}

/** Several values come from a saved view or a written address; the chip names them together. */
function withSeveral(choices: readonly FilterChoice[], values: readonly string[] | undefined): readonly FilterChoice[] {
  if (values === undefined || values.length < 2) return choices
  const label = values.map((value) => choices.find((one) => one.value === value)?.label ?? value).join(', ')
  return [{ value: values.join(','), label }, ...choices]
}

function dueChoices(): readonly FilterChoice[] {
  return [
    { value: 'overdue', label: i18n.t('Overdue') },
    { value: '1d', label: i18n.t('Within 24 hours') },
    { value: '7d', label: i18n.t('Within 7 days') },
    { value: 'none', label: i18n.t('Without a date') },
  ]
}

function sortChoices(): readonly FilterChoice[] {
  return [
    { value: 'newest', label: i18n.t('Newest first') },
    { value: 'oldest', label: i18n.t('Oldest first') },
    { value: 'due', label: i18n.t('Due first') },
    { value: 'priority', label: i18n.t('Most urgent first') },
  ]
}

export interface ColumnChoiceProps<Row extends ListedRecord> {
  readonly columns: readonly ListColumn<Row>[]
  readonly shown: ReadonlySet<string>
  readonly onChange: (shown: readonly string[]) => void
}

/** Which columns are shown; the title always is. */
export function ColumnChoice<Row extends ListedRecord>({ columns, shown, onChange }: ColumnChoiceProps<Row>) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const set = (id: string, on: boolean) => onChange(columns.map((one) => one.id).filter((one) => (one === id ? on : shown.has(one))))
  return (
    <>
      <IconButton
        ref={anchor}
        label={i18n.t('Columns')}
        icon={<Columns3 aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <Popover label={i18n.t('Columns')} open={open} onClose={() => setOpen(false)} anchor={anchor}>
        <div className={styles['choices']}>
          {columns
            .filter(({ id }) => id !== 'title')
            .map(({ id, title }) => (
              <Checkbox key={id} label={title} checked={shown.has(id)} onChange={(on) => set(id, on)} />
            ))}
        </div>
      </Popover>
    </>
  )
}
