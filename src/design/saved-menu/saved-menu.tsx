/** What was saved under a name: a button with the name of what is shown, and a list to choose from and to save into. */
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { Bookmark, ChevronDown } from 'lucide-react'
import { Badge } from '../badge/badge.tsx'
import { Button } from '../button/button.tsx'
import styles from './saved-menu.module.css'

const Popover = lazy(() => import('../overlay/popover.tsx').then((module) => ({ default: module.Popover })))

/** Closes the menu, then does it. */
export type Leave = (then: () => void) => void

export interface SavedMenuProps {
  /** What the things are, such as “Views”. */
  readonly label: string
  /** Name of the one that is shown; undefined: none of them. */
  readonly current: string | undefined
  /** Said while there are none; undefined: there are some. */
  readonly none: string | undefined
  readonly save: {
    readonly label: string
    readonly icon: ReactNode
    /** Why it cannot be done. */
    readonly why: string | null
    readonly onPress: () => void
  }
  /** A `SavedItem` each. */
  readonly items: (leave: Leave) => ReactNode
}

export function SavedMenu({ label, current, none, save, items }: SavedMenuProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const leave: Leave = (then) => {
    setOpen(false)
    then()
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={styles['open']}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Bookmark aria-hidden />
        <span className={styles['name']}>{current ?? label}</span>
        <ChevronDown aria-hidden />
      </button>
      {open ? (
        <Suspense fallback={null}>
          <Popover label={label} open onClose={() => setOpen(false)} anchor={anchor}>
            {none === undefined ? null : <p className={styles['none']}>{none}</p>}
            <ul className={styles['list']}>{items(leave)}</ul>
            <div className={styles['foot']}>
              <Button kind="quiet" icon={save.icon} why={save.why} onClick={() => leave(save.onPress)}>
                {save.label}
              </Button>
            </div>
          </Popover>
        </Suspense>
      ) : null}
    </>
  )
}

export interface SavedItemProps {
  readonly name: string
  /** With whom it is shared; undefined: one's own. */
  readonly shared: string | undefined
  readonly isCurrent: boolean
  readonly onChoose: () => void
  /** What else can be done with it. */
  readonly children?: ReactNode
}

export function SavedItem({ name, shared, isCurrent, onChoose, children }: SavedItemProps) {
  return (
    <li className={styles['item']}>
      <button type="button" aria-pressed={isCurrent} className={styles['choose']} onClick={onChoose}>
        <span className={styles['name']}>{name}</span>
        {shared === undefined ? null : <Badge tone="outline">{shared}</Badge>}
      </button>
      {children}
    </li>
  )
}
