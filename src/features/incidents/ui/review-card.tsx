/** The review of an incident: what people learnt, on top of facts from the log; blameless, and exported as Markdown. */
import { lazy, Suspense, useState } from 'react'
import { Check, Download, Pencil, RotateCcw } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Markdown } from '#design/markdown/markdown.tsx'
import { saveFile } from '#design/saving/save-file.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { isLasting } from '../domain/moves.ts'
import { type Incident, type Review, TOUCHES, useIncidents } from './client.ts'
import styles from './incidents.module.css'

const ReviewDialog = lazy(() => import('./review-dialog.tsx').then((module) => ({ default: module.ReviewDialog })))

export function ReviewCard({ incident }: { readonly incident: Incident }) {
  const { data, error, refetch } = useRead(useIncidents(), 'readReview', { params: { id: incident.id } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <Shown incident={incident} review={data} /> : <SkeletonRows />
}

function Shown({ incident, review }: { readonly incident: Incident; readonly review: Review }) {
  const [writing, setWriting] = useState(false)
  const [open, setOpen] = useState(false)
  const isFinished = review.finishedAt !== null
  return (
    <Card
      title={i18n.t('Review')}
      note={noteOf(review)}
      actions={<Actions incident={incident} review={review} onWrite={() => setWriting(true)} />}
    >
      <div className={styles['outcome']}>
        {isFinished || review.causes || review.lessons || review.wentWell ? null : (
          <p className={styles['quiet']}>
            {i18n.t('Its facts are drafted from the log. What caused it, what went well and what it teaches is yours to say.')}
          </p>
        )}
        {open ? (
          <Markdown text={review.document} />
        ) : (
          <>
            <Section title={i18n.t('Causes')} text={review.causes} />
            <Section title={i18n.t('What went well')} text={review.wentWell} />
            <Section title={i18n.t('Lessons')} text={review.lessons} />
          </>
        )}
        <div>
          <Button size="small" kind="quiet" onClick={() => setOpen(!open)}>
            {open ? i18n.t('Hide the facts') : i18n.t('Show with its facts')}
          </Button>
        </div>
      </div>
      <Suspense fallback={null}>
        {writing ? <ReviewDialog incident={incident} review={review} onClose={() => setWriting(false)} /> : null}
      </Suspense>
    </Card>
  )
}

function noteOf({ finishedAt, finishedBy, isRequired }: Review): string {
  if (finishedAt !== null) return finishedBy ? i18n.t('Finished by {name}.', { name: finishedBy.name }) : i18n.t('Finished.')
  return isRequired ? i18n.t('It was critical: it is closed once this is finished.') : i18n.t('Not demanded, and never wrong.')
}

function Section({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null
  return (
    <section>
      <h3 className={styles['small']}>{title}</h3>
      <Markdown text={text} />
    </section>
  )
}

function Actions({ incident, review, onWrite }: { readonly incident: Incident; readonly review: Review; readonly onWrite: () => void }) {
  const incidents = useIncidents()
  const toast = useToast()
  const why = useWhyNot()('incidents.incidents.write')
  const finish = useWrite((finished: boolean) => incidents.call('setReviewFinished', { params: { id: incident.id }, body: { finished } }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const whyNot = why ?? (isLasting(incident.state) ? i18n.t('Resolve the incident first.') : null) ?? missingCauses(review)
  return (
    <>
      {review.finishedAt === null ? (
        <>
          <Button size="small" icon={<Pencil aria-hidden />} why={why} onClick={onWrite}>
            {i18n.t('Write')}
          </Button>
          <Button size="small" icon={<Check aria-hidden />} why={whyNot} pending={finish.pending} onClick={() => finish.run(true)}>
            {i18n.t('Finish')}
          </Button>
        </>
      ) : (
        <Button size="small" icon={<RotateCcw aria-hidden />} why={why} pending={finish.pending} onClick={() => finish.run(false)}>
          {i18n.t('Open again')}
        </Button>
      )}
      <Button
        size="small"
        kind="quiet"
        icon={<Download aria-hidden />}
        onClick={() => saveFile(`${incident.label}.md`, new Blob([review.document], { type: 'text/markdown' }))}
      >
        {i18n.t('Export')}
      </Button>
    </>
  )
}

function missingCauses({ causes }: Review): string | null {
  return causes.trim() === '' ? i18n.t('Say what caused it first.') : null
}
