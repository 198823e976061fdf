/** A small surface that belongs to a button: filters, switchers. */
import { type ReactNode, type RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import styles from './overlay.module.css'

export interface PopoverProps {
  readonly label: string
  readonly open: boolean
  readonly onClose: () => void
  /** The button it hangs on. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

export function Popover({ label, open, onClose, anchor, children }: PopoverProps) {
  return (
    <AriaPopover
      isOpen={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      triggerRef={anchor}
      placement="bottom start"
      offset={4}
      className={styles['popover'] ?? ''}
    >
      <Dialog aria-label={label} className={styles['popoverBody'] ?? ''}>
        {children}
      </Dialog>
    </AriaPopover>
  )
}
