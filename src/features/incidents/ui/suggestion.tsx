/** The playbook that fits an incident best and is not applied yet, and the way to all others. */
import { lazy, Suspense, useState } from 'react'
import { ListChecks } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { type Incident, useIncidents } from './client.ts'
import { reasonWords, stepsWords } from './playbooks.ts'
import styles from './incidents.module.css'

const PlaybooksDialog = lazy(() => import('./playbooks-dialog.tsx').then((module) => ({ default: module.PlaybooksDialog })))

export function Suggestion({ incident }: { readonly incident: Incident }) {
  const [choosing, setChoosing] = useState(false)
  const why = useWhyNot()('incidents.incidents.write')
  const { data } = useRead(useIncidents(), 'suggestPlaybooks', { params: { id: incident.id } })
  const open = data?.items.filter(({ appliedAt }) => appliedAt === null) ?? []
  if (data === undefined || open.length === 0) return null
  const best = open.find(({ isSuggested }) => isSuggested)
  return (
    <div className={styles['suggestion']}>
      <ListChecks aria-hidden />
      <span className={styles['alert']}>
        {best ? best.name : i18n.t('No playbook is for such incidents.')}
        {best ? <span className={styles['told']}>{`${reasonWords(best.reason)} · ${stepsWords(best.steps.length)}`}</span> : null}
      </span>
      <Button size="small" why={why} onClick={() => setChoosing(true)}>
        {i18n.t('Apply playbook')}
      </Button>
      <Suspense fallback={null}>
        {choosing ? <PlaybooksDialog incident={incident} playbooks={open} onClose={() => setChoosing(false)} /> : null}
      </Suspense>
    </div>
  )
}
