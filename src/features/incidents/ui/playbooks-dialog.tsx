/** Chooses a playbook for an incident and shows its steps before they become tasks. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { NativeSelect } from '#design/field/native-select.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Incident, TOUCHES, useIncidents } from './client.ts'
import { reasonWords, stepFacts, stepsWords, type Suggestion } from './playbooks.ts'
import styles from './incidents.module.css'

interface PlaybooksDialogProps {
  readonly incident: Incident
  /** Those that it does not have yet, the best first. */
  readonly playbooks: readonly Suggestion[]
  readonly onClose: () => void
}

export function PlaybooksDialog({ incident, playbooks, onClose }: PlaybooksDialogProps) {
  const incidents = useIncidents()
  const toast = useToast()
  const [chosenId, setChosen] = useState<string>(playbooks[0]?.id ?? '')
  const chosen = playbooks.find(({ id }) => id === chosenId) ?? playbooks[0]
  const save = useWrite(() => incidents.call('applyPlaybook', { params: { id: incident.id, playbookId: chosenId } }), {
    touches: [...TOUCHES, 'tasks'],
    done: ({ tasks }) => {
      toast({ words: i18n.t('{count, plural, one {# task was added.} other {# tasks were added.}}', { count: tasks.length }) })
      onClose()
    },
  })
  return (
    <FormDialog title={i18n.t('Apply playbook')} onClose={onClose} verb={i18n.t('Apply')} save={save}>
      <NativeSelect
        label={i18n.t('Playbook')}
        value={chosen?.id ?? ''}
        onChange={setChosen}
        options={playbooks.map(({ id, name }) => ({ value: id, label: name }))}
        hint={chosen ? `${reasonWords(chosen.reason)} · ${stepsWords(chosen.steps.length)}` : undefined}
      />
      <ol className={styles['preview']} aria-label={i18n.t('Steps')}>
        {chosen?.steps.map((step, index) => (
          // Steps have no other name than their place.
          <li key={index}>
            {step.title}
            <span className={styles['told']}>{stepFacts(step)}</span>
          </li>
        ))}
      </ol>
    </FormDialog>
  )
}
