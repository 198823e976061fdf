/** Questions that are to be decided, and those that were. */
import { lazy, Suspense } from 'react'
import { Plus, Scale } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { AnswerOf } from '#kit/contract.ts'
import type { decisionsContract } from '../contract/contract.ts'
import { useDecisions } from './client.ts'
import { decisionScreen, decisionsScreen, decisionStates } from './screens.ts'
import { DecisionStateLabel, stateWords } from './words.tsx'

const QuestionDialog = lazy(() => import('./question-dialog.tsx').then((module) => ({ default: module.QuestionDialog })))

type Row = AnswerOf<(typeof decisionsContract)['listDecisions']>['items'][number]

function columns(): readonly Column<Row>[] {
  return [
    { id: 'question', title: i18n.t('Question'), width: 'minmax(200px, 2.4fr)', cell: (row) => `${row.label} ${row.question}` },
    { id: 'state', title: i18n.t('State'), width: '120px', cell: (row) => <DecisionStateLabel state={row.state} /> },
    {
      id: 'views',
      title: i18n.t('Views'),
      width: '110px',
      rank: 2,
      cell: ({ views }) => (views.asked === 0 ? '–' : i18n.t('{given} of {asked}', { given: views.given, asked: views.asked })),
    },
    {
      id: 'owner',
      title: i18n.t('Owner'),
      width: 'minmax(0, 1fr)',
      rank: 3,
      cell: (row) => (row.owner ? <PersonName name={row.owner.name} /> : '–'),
    },
    {
      id: 'due',
      title: i18n.t('Due'),
      width: '110px',
      rank: 2,
      end: true,
      cell: (row) => (row.dueAt ? <RelativeTime at={row.dueAt} /> : '–'),
    },
  ]
}

export function DecisionsPage() {
  const decisions = useDecisions()
  const scope = useScope()
  const whyNot = useWhyNot()
  const go = useGo()
  const { search, update } = useScreen(decisionsScreen)
  const filter = [
    search.state ? `state:${search.state}` : '',
    search.mine ? 'assignee:me' : '',
    scope.applicationId ? `application:${scope.applicationId}` : '',
    scope.clientId ? `client:${scope.clientId}` : '',
  ]
  const list = usePages(decisions, 'listDecisions', { query: { filter: filter.filter(Boolean).join(' ') } })
  const why = whyNot('decisions.decisions.write')
  const ask = () => update({ ask: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Ask for a decision'), group: 'page', run: () => (why ? undefined : ask()) })
  const filtered = search.state !== undefined || search.mine !== undefined
  const button = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={ask} shortcut="C">
      {i18n.t('Ask for a decision')}
    </Button>
  )
  return (
    <ListLayout
      title={i18n.t('Decisions')}
      actions={button}
      filters={
        <>
          <FilterChip
            label={i18n.t('State')}
            value={search.state}
            choices={decisionStates.map((value) => ({ value, label: stateWords(value) }))}
            onChange={(next) => update({ state: next as typeof search.state })}
          />
          <FilterChip
            label={i18n.t('Owner')}
            value={search.mine}
            choices={[{ value: 'yes', label: i18n.t('Me') }]}
            onChange={(next) => update({ mine: next as typeof search.mine })}
          />
        </>
      }
    >
      <DataTable
        label={i18n.t('Decisions')}
        columns={columns()}
        rows={list.rows}
        rowKey={(row) => row.id}
        to={(row) => href(decisionScreen, { decision: row.id })}
        problem={list.error}
        retry={list.refetch}
        more={list.more ? { load: list.loadMore, loading: list.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<Scale aria-hidden />}
            title={filtered ? i18n.t('No decision fits these filters.') : i18n.t('No decision yet.')}
            action={
              filtered ? <Button onClick={() => update({ state: undefined, mine: undefined })}>{i18n.t('Remove filters')}</Button> : button
            }
          >
            {filtered
              ? null
              : i18n.t('A question that several sides must look at: its options, what each side thinks, and what came of it.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.ask ? (
          <QuestionDialog
            decision={null}
            onClose={() => update({ ask: undefined })}
            onDone={(made) => go(href(decisionScreen, { decision: made.id }))}
          />
        ) : null}
      </Suspense>
    </ListLayout>
  )
}
