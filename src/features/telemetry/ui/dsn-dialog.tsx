/** The DSN of a key, for Sentry's clients; it is no secret. */
import { i18n } from '@lingui/core'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import type { IngestKey } from './client.ts'
import styles from './telemetry.module.css'

export function DsnDialog({ ingestKey, onClose }: { readonly ingestKey: IngestKey; readonly onClose: () => void }) {
  return (
    <Dialog title={i18n.t('DSN of {name}', { name: ingestKey.name })} open onClose={onClose}>
      <CopyField label={i18n.t('DSN')} value={ingestKey.dsn ?? ''} />
      <p className={styles['for']}>
        {i18n.t('For Sentry’s clients. It lets its holder report errors and do nothing else, so that browsers may show it.')}
      </p>
    </Dialog>
  )
}
