/** The columns that every record has. */
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { nameIn, type Scope } from '#design/navigation/scope.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { useNow } from '#design/time/now.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type ListColumn, type ListedKind, type ListedRecord, worded } from './kind.ts'
import styles from './list.module.css'

/** In the order in which they stand; the title is always there. */
export function recordColumns<Row extends ListedRecord>(kind: ListedKind<Row>, scope: Scope): readonly ListColumn<Row>[] {
  return [
    { id: 'title', title: i18n.t('Title'), width: 'minmax(220px, 3fr)', usual: true, cell: (row) => <RecordTitle row={row} /> },
    { id: 'state', title: i18n.t('State'), width: '110px', usual: true, cell: (row) => <Word worded={worded(kind.states, row.state)} /> },
    {
      id: 'priority',
      title: kind.names?.priority ?? i18n.t('Priority'),
      width: '110px',
      usual: true,
      rank: 2,
      cell: (row) => <Word worded={worded(kind.priorities, row.priority)} />,
    },
    {
      id: 'assignee',
      title: kind.names?.assignee ?? i18n.t('Assignee'),
      width: 'minmax(0, 1fr)',
      usual: true,
      cell: (row) =>
        row.assignee ? <PersonName name={row.assignee.name} /> : <span className={styles['nobody']}>{i18n.t('Nobody')}</span>,
    },
    {
      id: 'application',
      title: i18n.t('Application'),
      width: 'minmax(0, 1fr)',
      usual: scope.applications.length > 1,
      rank: 3,
      cell: (row) => (row.applicationId ? nameIn(scope, row.applicationId) : '–'),
    },
    {
      id: 'client',
      title: i18n.t('Client'),
      width: 'minmax(0, 1fr)',
      usual: false,
      rank: 3,
      cell: (row) => (row.clientId ? nameIn(scope, row.clientId) : '–'),
    },
    {
      id: 'due',
      title: i18n.t('Due'),
      width: '110px',
      usual: true,
      cell: (row) => <Due row={row} isOpen={row.state !== kind.closing.closed} />,
    },
    { id: 'created', title: i18n.t('Created'), width: '110px', usual: false, rank: 3, cell: (row) => <RelativeTime at={row.createdAt} /> },
    { id: 'updated', title: i18n.t('Changed'), width: '110px', usual: false, rank: 3, cell: (row) => <RelativeTime at={row.updatedAt} /> },
    ...(kind.columns ?? []),
  ]
}

function RecordTitle({ row }: { readonly row: ListedRecord }) {
  return (
    <span className={styles['title']}>
      <span className={styles['label']}>{row.label}</span>
      <span className={styles['words']}>{row.title}</span>
    </span>
  )
}

function Word({ worded: word }: { readonly worded: ReturnType<typeof worded> }) {
  return word ? <StateLabel tone={word.tone}>{word.label}</StateLabel> : '–'
}

/** An overdue one stands out while it is open. */
export function Due({ row, isOpen }: { readonly row: { readonly dueAt: string | null }; readonly isOpen: boolean }) {
  const now = useNow()
  if (row.dueAt === null) return '–'
  const isOverdue = isOpen && new Date(row.dueAt).getTime() < now
  if (!isOverdue) return <RelativeTime at={row.dueAt} />
  return (
    <StateLabel tone="major">
      <RelativeTime at={row.dueAt} />
    </StateLabel>
  )
}
