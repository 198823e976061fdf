/** Who should work on it: type a piece of the name, Enter. */
import { i18n } from '@lingui/core'
import { Avatar } from '#design/avatar/avatar.tsx'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useSession } from '#design/session/session.ts'
import type { Choosable } from './people.ts'

const NOBODY = 'nobody'

export interface AssignDialogProps {
  readonly people: readonly Choosable[]
  /** Null for nobody. */
  readonly onChoose: (person: Choosable | null) => void
  readonly onClose: () => void
}

export function AssignDialog({ people, onChoose, onClose }: AssignDialogProps) {
  const { personId } = useSession()
  const nobody = { id: NOBODY, label: i18n.t('Nobody') }
  const choices = people.map(({ id, name }) => ({
    id,
    label: name,
    icon: <Avatar name={name} size="small" />,
    ...(id === personId ? { note: i18n.t('that is you') } : {}),
  }))
  const fits = (label: string, typed: string) => label.toLocaleLowerCase().includes(typed.toLocaleLowerCase())
  return (
    <Dialog title={i18n.t('Assign')} open onClose={onClose} size="small">
      <FinderList
        label={i18n.t('Who works on it')}
        placeholder={i18n.t('Name…')}
        sections={(typed) => [{ id: 'people', title: '', items: [...choices, nobody].filter(({ label }) => fits(label, typed)) }]}
        onChoose={(id) => {
          onClose()
          onChoose(people.find((one) => one.id === id) ?? null)
        }}
      />
    </Dialog>
  )
}
