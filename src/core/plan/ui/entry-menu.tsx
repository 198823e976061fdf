/** What can be done with an entry of a list as a whole: another name, and taking it away. */
import { lazy, Suspense, useState } from 'react'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { NONE } from '../domain/shape.ts'
import { isOwnEntry, isTitled } from './entries.ts'
import { useReading } from './reading.ts'
import { usePlanChange } from './use-plan-change.ts'

const RenameDialog = lazy(() => import('./rename-dialog.tsx').then((module) => ({ default: module.RenameDialog })))

interface EntryProps {
  readonly path: string
  readonly name: string
}

/** Takes an entry away: for good when this plan added it, else for this plan and those below. */
export function useTakeAway({ path, name }: EntryProps) {
  const reading = useReading()
  const change = usePlanChange()
  const isOwn = isOwnEntry(reading, path)
  const values = { name, of: reading.plan.name }
  return {
    verb: isOwn ? i18n.t('Remove') : i18n.t('Not for {of}', values),
    pending: change.pending,
    run: () =>
      change.run(
        isOwn
          ? { unset: [path], words: i18n.t('{name} is removed.', values) }
          : { set: [{ path, value: NONE }], words: i18n.t('{name} is not for {of} any more.', values) },
      ),
  }
}

export function EntryMenu(entry: EntryProps) {
  const { path, name } = entry
  const [renaming, setRenaming] = useState(false)
  const takeAway = useTakeAway(entry)
  const rename = { id: 'rename', label: i18n.t('Rename'), icon: <Pencil aria-hidden />, run: () => setRenaming(true) }
  return (
    <>
      <Menu
        label={name}
        commands={[
          ...(isTitled(path) ? [rename] : []),
          { id: 'take', label: takeAway.verb, icon: <Trash2 aria-hidden />, danger: true, run: takeAway.run },
        ]}
      >
        <IconButton plain size="small" label={i18n.t('More on {name}', { name })} icon={<Ellipsis aria-hidden />} />
      </Menu>
      <Suspense fallback={null}>{renaming ? <RenameDialog {...entry} onClose={() => setRenaming(false)} /> : null}</Suspense>
    </>
  )
}
