/** A dialog that asks for a few values and does one thing with them; what was refused is told above its buttons. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '../button/button.tsx'
import { FormLayout, Row } from '../layouts/layouts.tsx'
import type { Problem } from '../session/client.ts'
import { FormProblem } from '../states/states.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'size' | 'onClose' | 'children'> {
  /** The verb on the button. */
  readonly verb: string
  /** What the button does, as `useWrite` gives it. */
  readonly save: {
    readonly run: (input: undefined) => void
    readonly pending: boolean
    readonly problem: Problem | null
  }
  /** Why it cannot be done yet; then neither the button nor the Enter key does it. */
  readonly why?: string | null
  /** Buttons after “Cancel”. */
  readonly more?: ReactNode
}

export function FormDialog({ title, size, onClose, children, verb, save, why = null, more }: FormDialogProps) {
  return (
    <Dialog title={title} open onClose={onClose} {...(size ? { size } : {})}>
      <FormLayout
        label={title}
        onSubmit={() => (why === null ? save.run(undefined) : undefined)}
        actions={
          <Row>
            <Button type="submit" kind="primary" why={why} pending={save.pending}>
              {verb}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
            {more}
          </Row>
        }
      >
        {children}
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Dialog>
  )
}
