/** Everything that happened, newest first, by anybody. The log is append-only and sealed; the other tab proves it. */
import { useMemo } from 'react'
import { Download, ScrollText } from 'lucide-react'
import { i18n } from '@lingui/core'
import { actorName } from '#design/avatar/actor-name.ts'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { PersonName } from '#design/avatar/avatar.tsx'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { useScreen } from '#design/navigation/screen.ts'
import { useSentence } from '#design/navigation/sentences.ts'
import { usePages } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { nowMs } from '#design/time/now.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { DAY_MS } from '#kit/time.ts'
import { type AuditEvent, useOperation } from '../client.ts'
import { auditScreen } from '../screens.ts'
import { AuditTabs } from './audit-tabs.tsx'

const SPANS_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const

function areaChoices() {
  return [
    { value: 'person.', label: i18n.t('People') },
    { value: 'organisation.', label: i18n.t('Organisation') },
    { value: 'api_key.', label: i18n.t('API keys') },
    { value: 'client.', label: i18n.t('Clients') },
    { value: 'application.', label: i18n.t('Applications') },
    { value: 'component.', label: i18n.t('Components') },
    { value: 'setting.', label: i18n.t('Settings') },
    { value: 'audit.', label: i18n.t('Audit trail') },
    { value: 'job.', label: i18n.t('Jobs') },
  ]
}

function actorChoices() {
  return [
    { value: 'person', label: i18n.t('People') },
    { value: 'contact', label: i18n.t('Contacts') },
    { value: 'api_key', label: i18n.t('API keys') },
    { value: 'system', label: i18n.t('Pitcrew itself') },
    { value: 'nobody', label: i18n.t('Nobody signed in') },
  ]
}

function spanChoices() {
  return [
    { value: 'day', label: i18n.t('the last day') },
    { value: 'week', label: i18n.t('the last week') },
    { value: 'month', label: i18n.t('the last 30 days') },
  ]
}

export function AuditPage() {
  const operation = useOperation()
  const scope = useScope()
  const tell = useSentence()
  const { search, update } = useScreen(auditScreen)
  const { about, actor, by, span } = search
  // Fixed while the page is shown: a moving edge would ask anew with every drawing.
  const from = useMemo(() => (span ? new Date(nowMs() - SPANS_MS[span]).toISOString() : undefined), [span])
  const query = { kind: about, actor, actorKind: by, from, clientId: scope.clientId, applicationId: scope.applicationId }
  const events = usePages(operation, 'listEvents', { query })
  const columns: readonly Column<AuditEvent>[] = [
    { id: 'seq', title: i18n.t('No.'), width: '72px', rank: 3, cell: (row) => row.seq },
    {
      id: 'actor',
      title: i18n.t('Who'),
      width: 'minmax(130px, 0.8fr)',
      cell: (row) =>
        row.actor.kind === 'person' ? <PersonName name={row.actor.name} /> : <span title={row.actor.name}>{actorName(row.actor)}</span>,
    },
    {
      id: 'sentence',
      title: i18n.t('Did what'),
      width: 'minmax(0, 2fr)',
      ownLine: true,
      cell: (row) => <span title={tell(row)}>{tell(row)}</span>,
    },
    { id: 'where', title: i18n.t('Where'), width: 'minmax(0, 0.8fr)', rank: 3, cell: (row) => whereWords(row, scope) },
    { id: 'kind', title: i18n.t('Kind'), width: '216px', rank: 3, cell: (row) => <Badge tone="outline">{row.kind}</Badge> },
    { id: 'at', title: i18n.t('When'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.at} /> },
  ]
  return (
    <ListLayout
      title={i18n.t('Audit trail')}
      summary={i18n.t('Every change of every record, in one append-only log.')}
      actions={<Export query={query} />}
      filters={
        <>
          <AuditTabs current="events" />
          <FilterChip label={i18n.t('About')} value={about} choices={areaChoices()} onChange={(next) => update({ about: next })} />
          <FilterChip label={i18n.t('By')} value={by} choices={actorChoices()} onChange={(next) => update({ by: next as typeof by })} />
          <FilterChip
            label={i18n.t('Within')}
            value={span}
            choices={spanChoices()}
            onChange={(next) => update({ span: next as typeof span })}
          />
        </>
      }
    >
      <DataTable
        label={i18n.t('Audit trail')}
        columns={columns}
        rows={events.rows}
        rowKey={(row) => row.id}
        problem={events.error}
        retry={events.refetch}
        more={events.more ? { load: events.loadMore, loading: events.loadingMore } : undefined}
        empty={<EmptyState icon={<ScrollText aria-hidden />} title={i18n.t('No event fits these filters.')} />}
      />
    </ListLayout>
  )
}

function whereWords(row: AuditEvent, scope: ReturnType<typeof useScope>): string {
  const place = row.applicationId ?? row.clientId
  return place ? nameIn(scope, place) : '–'
}

/** The file holds what the filters leave; the browser saves it straight from the server. */
function Export({ query }: { readonly query: Readonly<Record<string, string | undefined>> }) {
  const save = (form: 'csv' | 'jsonl') => {
    const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const text = new URLSearchParams(entries).toString()
    location.assign(`/api/pitcrew/v1/audit/events.${form}${text ? `?${text}` : ''}`)
  }
  return (
    <>
      <Button icon={<Download aria-hidden />} onClick={() => save('csv')}>
        CSV
      </Button>
      <Button icon={<Download aria-hidden />} onClick={() => save('jsonl')}>
        JSON
      </Button>
    </>
  )
}
