/** The steps in which an incident about security is worked on: what was done in each, and whether it was undone. */
import { lazy, Suspense, useState } from 'react'
import { Plus, Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { SECURITY_STEPS, type SecurityStep } from '../domain/security.ts'
import { type Incident, type Security, TOUCHES, useIncidents } from './client.ts'
import { stepHint, stepWords } from './words.ts'
import styles from './incidents.module.css'

const MeasureDialog = lazy(() => import('./measure-dialog.tsx').then((module) => ({ default: module.MeasureDialog })))

export function MeasuresCard({ incident, measures: all }: { readonly incident: Incident; readonly measures: Security['measures'] }) {
  const [adding, setAdding] = useState<SecurityStep>()
  const why = useWhyNot()('incidents.incidents.write')
  return (
    <Card title={i18n.t('Steps')} note={i18n.t('What was done, by whom, and how it is undone.')} flush>
      <ol className={styles['steps']}>
        {SECURITY_STEPS.map((step) => {
          const measures = all.filter((one) => one.step === step)
          const stands = measures.some(({ undoneAt }) => undoneAt === null)
          return (
            <li key={step}>
              <div className={styles['step']}>
                <StateLabel tone={stands ? 'good' : 'unknown'}>{stepWords(step)}</StateLabel>
                <span className={styles['quiet']}>{measures.length === 0 ? stepHint(step) : null}</span>
                <Button
                  size="small"
                  kind="quiet"
                  icon={<Plus aria-hidden />}
                  aria-label={i18n.t('Record a measure: {step}', { step: stepWords(step) })}
                  why={why}
                  onClick={() => setAdding(step)}
                >
                  {i18n.t('Record')}
                </Button>
              </div>
              {measures.map((measure) => (
                <Measure key={measure.id} incident={incident} measure={measure} />
              ))}
            </li>
          )
        })}
      </ol>
      <Suspense fallback={null}>
        {adding ? <MeasureDialog incident={incident} step={adding} onClose={() => setAdding(undefined)} /> : null}
      </Suspense>
    </Card>
  )
}

function Measure({ incident, measure }: { readonly incident: Incident; readonly measure: Security['measures'][number] }) {
  const incidents = useIncidents()
  const toast = useToast()
  const why = useWhyNot()('incidents.incidents.write')
  const { id: measureId, what, undo, doneAt, doneBy, undoneAt, undoneBy } = measure
  const isUndone = undoneAt !== null
  const set = useWrite(
    (undone: boolean) => incidents.call('setMeasureUndone', { params: { id: incident.id, measureId }, body: { undone } }),
    { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
  return (
    <div className={styles['measure']}>
      <div className={styles['alert']}>
        <span className={isUndone ? styles['undone'] : undefined}>{what}</span>
        {undo === '' ? null : <span className={styles['told']}>{i18n.t('To undo it: {undo}', { undo })}</span>}
        <span className={styles['told']}>
          {doneBy?.name ?? i18n.t('Somebody')} · <RelativeTime at={doneAt} />
          {undoneAt === null ? null : (
            <>
              {' · '}
              {i18n.t('undone by {name}', { name: undoneBy?.name ?? i18n.t('Somebody') })} · <RelativeTime at={undoneAt} />
            </>
          )}
        </span>
      </div>
      <Button size="small" kind="quiet" icon={<Undo2 aria-hidden />} why={why} pending={set.pending} onClick={() => set.run(!isUndone)}>
        {isUndone ? i18n.t('It stands again') : i18n.t('Was undone')}
      </Button>
    </div>
  )
}
