/** One decision: the question with its context, its options, what each side thinks, and what came of it. */
import { lazy, Suspense, useState } from 'react'
import { Gavel, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Markdown } from '#design/markdown/markdown.tsx'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Decision, TOUCHES, useDecisions } from './client.ts'
import { decisionScreen, decisionsScreen } from './screens.ts'
import { ViewsCard } from './views-card.tsx'
import { DecisionStateLabel } from './words.tsx'
import styles from './decisions.module.css'

const QuestionDialog = lazy(() => import('./question-dialog.tsx').then((module) => ({ default: module.QuestionDialog })))
const DecideDialog = lazy(() => import('./decide-dialog.tsx').then((module) => ({ default: module.DecideDialog })))
const SupersedeDialog = lazy(() => import('./supersede-dialog.tsx').then((module) => ({ default: module.SupersedeDialog })))

export function DecisionPage() {
  const { params } = useScreen(decisionScreen)
  const decisions = useDecisions()
  const { data, error, refetch } = useRead(decisions, 'readDecision', { params: { id: params.decision } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return <DecisionDetail key={data.id} decision={data} />
}

function DecisionDetail({ decision }: { readonly decision: Decision }) {
  const [doing, setDoing] = useState<'edit' | 'decide' | 'supersede'>()
  const done = () => setDoing(undefined)
  return (
    <RecordPage
      record={decision.id}
      label={decision.label}
      title={decision.question}
      crumbs={[{ label: i18n.t('Decisions'), to: href(decisionsScreen, {}) }]}
      state={<DecisionStateLabel strong state={decision.state} />}
      owner={decision.owner?.name ?? null}
      clock={
        decision.dueAt && decision.state === 'open' ? (
          <span>
            {i18n.t('due')} <RelativeTime at={decision.dueAt} />
          </span>
        ) : undefined
      }
      actions={<Actions decision={decision} onDo={setDoing} />}
      facts={<Facts decision={decision} />}
    >
      {decision.state === 'open' ? null : <Outcome decision={decision} />}
      {decision.context ? (
        <Card title={i18n.t('Context')}>
          <Markdown text={decision.context} />
        </Card>
      ) : null}
      <Options decision={decision} />
      <ViewsCard decision={decision} />
      <Suspense fallback={null}>
        {doing === 'edit' ? <QuestionDialog decision={decision} onClose={done} onDone={done} /> : null}
        {doing === 'decide' ? <DecideDialog decision={decision} onClose={done} /> : null}
        {doing === 'supersede' ? <SupersedeDialog decision={decision} onClose={done} /> : null}
      </Suspense>
    </RecordPage>
  )
}

function Actions({ decision, onDo }: { readonly decision: Decision; readonly onDo: (what: 'edit' | 'decide' | 'supersede') => void }) {
  const decisions = useDecisions()
  const toast = useToast()
  const whyNot = useWhyNot()
  const why = whyNot('decisions.decisions.write')
  const isOpen = decision.state === 'open'
  const reopen = useWrite(() => decisions.call('reopen', { params: { id: decision.id } }, { ifMatch: decision.version }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  useShortcut({ keys: 'E', label: i18n.t('Edit'), group: 'page', run: () => (why || !isOpen ? undefined : onDo('edit')) })
  return (
    <>
      {isOpen ? (
        <>
          <Button kind="primary" icon={<Gavel aria-hidden />} why={why} onClick={() => onDo('decide')}>
            {i18n.t('Decide')}
          </Button>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => onDo('edit')} shortcut="E">
            {i18n.t('Edit')}
          </Button>
        </>
      ) : (
        <Button icon={<RotateCcw aria-hidden />} why={why} pending={reopen.pending} onClick={() => reopen.run(undefined)}>
          {i18n.t('Ask anew')}
        </Button>
      )}
      {decision.state === 'decided' ? (
        <Button why={why} onClick={() => onDo('supersede')}>
          {i18n.t('Supersede')}
        </Button>
      ) : null}
      <DeleteButton decision={decision} why={why} />
    </>
  )
}

function DeleteButton({ decision, why }: { readonly decision: Decision; readonly why: string | null }) {
  const decisions = useDecisions()
  const toast = useToast()
  const go = useGo()
  const set = useWrite(
    ({ deleted, version }: { deleted: boolean; version: number }) =>
      decisions.call('setDecisionDeleted', { params: { id: decision.id }, body: { deleted } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: ({ version }, { deleted }) => {
        go(deleted ? href(decisionsScreen, {}) : href(decisionScreen, { decision: decision.id }))
        if (deleted)
          toast({ words: i18n.t('{label} is deleted.', { label: decision.label }), undo: () => set.run({ deleted: false, version }) })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (
    <Button
      kind="quiet"
      icon={<Trash2 aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run({ deleted: true, version: decision.version })}
    >
      {i18n.t('Delete')}
    </Button>
  )
}

function Outcome({ decision }: { readonly decision: Decision }) {
  const { chosen, options, outcome, reason, decidedBy, decidedAt } = decision
  const option = chosen === null ? undefined : options[chosen]
  return (
    <Card
      title={i18n.t('Outcome')}
      note={
        decidedAt ? (
          <>
            {i18n.t('decided by {name}', { name: decidedBy?.name ?? i18n.t('(erased)') })} <RelativeTime at={decidedAt} />
          </>
        ) : undefined
      }
    >
      <div className={styles['outcome']}>
        <p className={styles['chosen']}>{option?.title ?? i18n.t('None of the options as it stands')}</p>
        {outcome ? <Markdown text={outcome} /> : null}
        <h3 className={styles['small']}>{i18n.t('Why')}</h3>
        <Markdown text={reason} />
      </div>
    </Card>
  )
}

function Options({ decision }: { readonly decision: Decision }) {
  const { options, chosen, views } = decision
  return (
    <Card title={i18n.t('Options')}>
      {options.length === 0 ? (
        <EmptyState compact title={i18n.t('No options yet.')}>
          {i18n.t('Say what could be done; each side can then say what it favours.')}
        </EmptyState>
      ) : null}
      <ol className={styles['list']}>
        {options.map((option, index) => (
          <li key={index} className={styles['shown']}>
            <p className={styles['name']}>
              {option.title}
              {index === chosen ? <Badge tone="accent">{i18n.t('chosen')}</Badge> : null}
              <Favours count={views.filter(({ favours }) => favours === index).length} />
            </p>
            {option.text ? <Markdown text={option.text} /> : null}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Favours({ count }: { readonly count: number }) {
  if (count === 0) return null
  return <Badge tone="outline">{count === 1 ? i18n.t('favoured by 1 view') : i18n.t('favoured by {count} views', { count })}</Badge>
}

function Facts({ decision }: { readonly decision: Decision }) {
  const scope = useScope()
  const place = decision.applicationId ?? decision.clientId
  return (
    <PropertyList
      title={i18n.t('Facts')}
      properties={[
        { label: i18n.t('About'), value: place ? nameIn(scope, place) : i18n.t('Our own organisation') },
        { label: i18n.t('Owner'), value: decision.owner?.name },
        { label: i18n.t('Due'), value: decision.dueAt ? <RelativeTime at={decision.dueAt} /> : null },
        { label: i18n.t('Asked'), value: <RelativeTime at={decision.createdAt} /> },
        { label: i18n.t('Changed'), value: <RelativeTime at={decision.updatedAt} /> },
      ]}
    />
  )
}
