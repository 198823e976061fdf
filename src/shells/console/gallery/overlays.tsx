/** What opens above the page. */
import { useRef, useState } from 'react'
import { Archive, Ellipsis, Pencil, Save } from 'lucide-react'
import { Button, IconButton } from '#design/button/button.tsx'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { ConfirmDialog, Dialog } from '#design/overlay/dialog.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { Popover } from '#design/overlay/popover.tsx'
import { SavedItem, SavedMenu } from '#design/saved-menu/saved-menu.tsx'
import { people } from './cast.ts'
import type { Exhibit } from './exhibit.ts'

export const overlays: readonly Exhibit[] = [
  { title: 'Dialog, ConfirmDialog', show: () => <Dialogs /> },
  { title: 'Menu, Popover', show: () => <Menus /> },
  { title: 'FinderList', show: () => <Finder /> },
  { title: 'SavedMenu', show: () => <Saved /> },
]

function Dialogs() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <Row>
      <Button onClick={() => setOpen('dialog')}>Open a dialog</Button>
      <Button kind="danger" onClick={() => setOpen('confirm')}>
        Revoke…
      </Button>
      <Dialog title="Invite somebody" open={open === 'dialog'} onClose={close}>
        One task, and the way out.
      </Dialog>
      <ConfirmDialog
        title="Revoke deploy script?"
        open={open === 'confirm'}
        onClose={close}
        onConfirm={close}
        verb="Revoke for good"
        type="deploy script"
      >
        Programs that use this key are refused from this moment on.
      </ConfirmDialog>
    </Row>
  )
}

function Menus() {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <Row>
      <Menu
        label="Commands"
        commands={[
          { id: 'edit', label: 'Edit', icon: <Pencil aria-hidden />, run: () => undefined },
          { id: 'archive', label: 'Archive', icon: <Archive aria-hidden />, why: 'Only an owner may.', run: () => undefined },
        ]}
      >
        <IconButton plain label="Commands" icon={<Ellipsis aria-hidden />} />
      </Menu>
      <Button ref={anchor} onClick={() => setOpen(true)}>
        Open a popover
      </Button>
      <Popover label="A popover" open={open} onClose={() => setOpen(false)} anchor={anchor}>
        <p style={{ padding: 12 }}>It belongs to its button.</p>
      </Popover>
    </Row>
  )
}

function Finder() {
  const items = people.map((name) => ({ id: name, label: name }))
  return (
    <FinderList
      label="Find somebody"
      placeholder="Type a name…"
      current={people[1]}
      sections={(typed) => [
        { id: 'people', title: 'People', items: items.filter((item) => item.label.toLowerCase().includes(typed.toLowerCase())) },
      ]}
      onChoose={() => undefined}
    />
  )
}

function Saved() {
  const [shown, setShown] = useState('Up for grabs')
  return (
    <SavedMenu
      label="Views"
      current={shown}
      none={undefined}
      save={{ label: 'Save this view…', icon: <Save aria-hidden />, why: null, onPress: () => undefined }}
      items={(leave) =>
        ['Up for grabs', 'Mine'].map((name) => (
          <SavedItem
            key={name}
            name={name}
            shared={name === 'Mine' ? undefined : 'for everybody'}
            isCurrent={name === shown}
            onChoose={() => leave(() => setShown(name))}
          />
        ))
      }
    />
  )
}
