/** Shows a secret the one time that it can be shown. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '../banner/banner.tsx'
import { Button } from '../button/button.tsx'
import { CopyField } from '../copy-field/copy-field.tsx'
import { FormLayout } from '../layouts/layouts.tsx'
import { Dialog } from './dialog.tsx'

export interface SecretDialogProps {
  readonly title: string
  readonly secret: string
  readonly onClose: () => void
  /** What is done with it. */
  readonly children?: ReactNode
}

export function SecretDialog({ title, secret, onClose, children }: SecretDialogProps) {
  return (
    <Dialog title={title} open onClose={onClose}>
      <FormLayout
        label={title}
        onSubmit={onClose}
        actions={
          <Button type="submit" kind="primary">
            {i18n.t('Done')}
          </Button>
        }
      >
        <CopyField label={i18n.t('Secret')} value={secret} />
        <Banner tone="warning">{i18n.t('Copy it now: it is shown this one time.')}</Banner>
        {children}
      </FormLayout>
    </Dialog>
  )
}
