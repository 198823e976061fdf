/** Dialogs. They hold one task; Escape and the cross leave it, focus goes back where it came from. */
import { type ReactNode, useState } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { Button, IconButton } from '../button/button.tsx'
import { TextField } from '../field/text-field.tsx'
import styles from './overlay.module.css'

export interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly size?: 'small' | 'normal' | 'wide' | 'full'
}

export function Dialog({ title, open, onClose, children, size = 'normal' }: DialogProps) {
  return (
    <ModalOverlay isOpen={open} onOpenChange={(next) => (next ? undefined : onClose())} isDismissable className={styles['scrim'] ?? ''}>
      <Modal className={cx(styles['modal'], styles[size])}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <header className={styles['head']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton plain size="small" label={i18n.t('Close')} icon={<X aria-hidden />} onClick={onClose} />
          </header>
          <div className={styles['body']}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface ConfirmDialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  /** What will be lost, in a sentence. */
  readonly children: ReactNode
  /** The verb on the button. */
  readonly verb: string
  /** A word to type first, for what cannot be undone. */
  readonly type?: string
  readonly pending?: boolean
}

export function ConfirmDialog({ title, open, onClose, onConfirm, children, verb, type, pending }: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const why = type && typed !== type ? i18n.t('Type “{word}” first.', { word: type }) : null
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog title={title} open={open} onClose={close} size="small">
      <form
        className={styles['confirm']}
        onSubmit={(event) => {
          event.preventDefault()
          if (why) return
          setTyped('')
          onConfirm()
        }}
      >
        <div className={styles['loss']}>{children}</div>
        {type ? (
          <TextField
            label={i18n.t('Type “{word}” to confirm', { word: type })}
            value={typed}
            onChange={setTyped}
            autoFocus
            autoComplete="off"
          />
        ) : null}
        <div className={styles['actions']}>
          <Button onClick={close}>{i18n.t('Cancel')}</Button>
          <Button type="submit" kind="danger" why={why} {...(pending ? { pending } : {})} autoFocus={!type}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
