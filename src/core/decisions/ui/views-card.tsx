/** What each side thinks: what was asked for, what is still awaited, what was said. */
import { lazy, Suspense, useState } from 'react'
import { MessageCircleQuestion, Plus, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Markdown } from '#design/markdown/markdown.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Decision, TOUCHES, useDecisions, type View } from './client.ts'
import { sideWords } from './words.tsx'
import styles from './decisions.module.css'

const AskViewDialog = lazy(() => import('./ask-view-dialog.tsx').then((module) => ({ default: module.AskViewDialog })))
const GiveViewDialog = lazy(() => import('./give-view-dialog.tsx').then((module) => ({ default: module.GiveViewDialog })))

export function ViewsCard({ decision }: { readonly decision: Decision }) {
  const whyNot = useWhyNot()
  const [asking, setAsking] = useState(false)
  const [giving, setGiving] = useState<View>()
  const why =
    whyNot('decisions.decisions.write') ?? (decision.state === 'open' ? null : i18n.t('This is decided; ask the question anew first.'))
  return (
    <Card
      title={i18n.t('Views')}
      actions={
        <Button size="small" kind="quiet" icon={<Plus aria-hidden />} why={why} onClick={() => setAsking(true)}>
          {i18n.t('Ask for a view')}
        </Button>
      }
    >
      {decision.views.length === 0 ? (
        <EmptyState compact icon={<MessageCircleQuestion aria-hidden />} title={i18n.t('Nobody was asked yet.')}>
          {i18n.t('Ask development, support, QA or project management what they think before deciding.')}
        </EmptyState>
      ) : null}
      <ul className={styles['list']}>
        {decision.views.map((view) => (
          <li key={view.id} className={styles['shown']}>
            <ViewHead decision={decision} view={view} why={why} onGive={() => setGiving(view)} />
            {view.text === null ? null : <Markdown text={view.text} />}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {asking ? <AskViewDialog decision={decision} onClose={() => setAsking(false)} /> : null}
        {giving ? <GiveViewDialog decision={decision} view={giving} onClose={() => setGiving(undefined)} /> : null}
      </Suspense>
    </Card>
  )
}

interface ViewHeadProps {
  readonly decision: Decision
  readonly view: View
  readonly why: string | null
  readonly onGive: () => void
}

function ViewHead({ decision, view, why, onGive }: ViewHeadProps) {
  const { side, person, givenBy, givenAt, dueAt, favours, mayGive, text } = view
  const option = favours === null ? undefined : decision.options[favours]
  const who = givenBy ?? person
  return (
    <div className={styles['head']}>
      <b>{sideWords(side)}</b>
      {who ? <PersonName name={who.name} /> : <span className={styles['quiet']}>{i18n.t('whoever comes first')}</span>}
      {option ? <Badge tone="outline">{i18n.t('favours {option}', { option: option.title })}</Badge> : null}
      <span className={styles['when']}>
        {givenAt ? <RelativeTime at={givenAt} /> : null}
        {!givenAt && dueAt ? (
          <>
            {i18n.t('due')} <RelativeTime at={dueAt} />
          </>
        ) : null}
        {!givenAt && !dueAt ? i18n.t('awaited') : null}
      </span>
      {mayGive ? (
        <Button size="small" onClick={onGive}>
          {text === null ? i18n.t('Give view') : i18n.t('Change')}
        </Button>
      ) : null}
      {text === null ? <WithdrawButton decision={decision} view={view} why={why} /> : null}
    </div>
  )
}

/** Undo asks the same of the same person again. */
function WithdrawButton({ decision, view, why }: Omit<ViewHeadProps, 'onGive'>) {
  const decisions = useDecisions()
  const toast = useToast()
  const { side, person, dueAt } = view
  const failed = (problem: Error) => toast({ words: problem.message, tone: 'failed' })
  const again = useWrite(
    () => decisions.call('askView', { params: { id: decision.id }, body: { side, personId: person?.id ?? null, dueAt } }),
    { touches: TOUCHES, failed },
  )
  const withdraw = useWrite(() => decisions.call('withdrawView', { params: { id: decision.id, view: view.id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('This view is no longer asked for.'), undo: () => again.run(undefined) }),
    failed,
  })
  return (
    <IconButton
      size="small"
      label={i18n.t('No longer ask for the view of {side}', { side: sideWords(side) })}
      icon={<X aria-hidden />}
      why={why}
      onClick={() => withdraw.run(undefined)}
    />
  )
}
