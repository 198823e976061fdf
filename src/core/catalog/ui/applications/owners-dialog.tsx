/** One owner and any deputies. Two owners would be none when it matters, so there is one box for one. */
import { useState } from 'react'
import { X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { type Problem, useRead } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type Application, useCatalog } from '../client.ts'
import styles from './applications.module.css'

export type OwnersDraft = readonly { readonly personId: string; readonly part: 'owner' | 'deputy' }[]

const NOBODY = 'nobody'

interface OwnersDialogProps {
  readonly title: string
  /** Prefixed id of the application, whose readers can look after it and its components. */
  readonly application: string
  readonly owners: Application['owners']
  readonly onClose: () => void
  readonly onSave: (owners: OwnersDraft) => void
  readonly pending: boolean
  readonly problem: Problem | null
}

export function OwnersDialog({ title, application, owners, onClose, onSave, pending, problem }: OwnersDialogProps) {
  const people = useRead(useCatalog(), 'listPossibleOwners', { params: { id: application } })
  const [owner, setOwner] = useState<string | null>(owners.find((one) => one.part === 'owner')?.personId ?? null)
  const [deputies, setDeputies] = useState<readonly string[]>(owners.filter((one) => one.part === 'deputy').map((one) => one.personId))
  const known = new Map([
    ...owners.map((one) => [one.personId, one.name] as const),
    ...(people.data?.items ?? []).map((one) => [one.id, one.name] as const),
  ])
  const options = [...known].map(([value, label]) => ({ value, label }))
  const save = () =>
    onSave([
      ...(owner ? [{ personId: owner, part: 'owner' as const }] : []),
      ...deputies.map((personId) => ({ personId, part: 'deputy' as const })),
    ])
  return (
    <Dialog title={title} open onClose={onClose}>
      <FormLayout
        label={title}
        onSubmit={save}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={pending}>
              {i18n.t('Save')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <Combobox
          label={i18n.t('Owner')}
          hint={i18n.t('Answers for it.')}
          value={owner ?? NOBODY}
          onChange={(next) => {
            setOwner(next === NOBODY ? null : next)
            setDeputies(deputies.filter((one) => one !== next))
          }}
          options={[{ value: NOBODY, label: i18n.t('Nobody') }, ...options]}
        />
        <div className={styles['owners']}>
          <Combobox
            // Anew after each choice: it stays empty, and would open again over the buttons.
            key={deputies.length}
            label={i18n.t('Add a deputy')}
            hint={i18n.t('Knows it too, and stands in.')}
            value={null}
            onChange={(next) => setDeputies([...deputies, next])}
            options={options.filter(({ value }) => value !== owner && !deputies.includes(value))}
          />
          {deputies.map((id) => (
            <div key={id} className={styles['owner']}>
              <PersonName name={known.get(id) ?? id} />
              <IconButton
                size="small"
                label={i18n.t('Remove {name}', { name: known.get(id) ?? id })}
                icon={<X aria-hidden />}
                onClick={() => setDeputies(deputies.filter((one) => one !== id))}
              />
            </div>
          ))}
        </div>
        <FormProblem problem={problem} />
      </FormLayout>
    </Dialog>
  )
}
