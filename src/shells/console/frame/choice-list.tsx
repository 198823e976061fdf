/** The list behind a switcher: type to narrow, arrows to move, Enter to choose. */
import type { RefObject } from 'react'
import { i18n } from '@lingui/core'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { Popover } from '#design/overlay/popover.tsx'
import type { ScopedName } from '#design/navigation/scope.ts'

interface ChoiceListProps {
  readonly label: string
  readonly all: string
  readonly names: readonly ScopedName[]
  readonly chosen: string | undefined
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly onChoose: (id: string | undefined) => void
}

const ALL = 'all'

export function ChoiceList({ label, all, names, chosen, anchor, onClose, onChoose }: ChoiceListProps) {
  const items = [{ id: ALL, label: all }, ...names.map(({ id, name }) => ({ id, label: name }))]
  return (
    <Popover label={label} open onClose={onClose} anchor={anchor}>
      <FinderList
        label={label}
        placeholder={i18n.t('Type to search…')}
        sections={(typed) => [
          { id: 'names', title: '', items: items.filter((item) => item.label.toLocaleLowerCase().includes(typed.toLocaleLowerCase())) },
        ]}
        current={chosen ?? ALL}
        onChoose={(id) => onChoose(id === ALL ? undefined : id)}
      />
    </Popover>
  )
}
