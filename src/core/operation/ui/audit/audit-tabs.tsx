/** The events, and the proof that none was changed. */
import { i18n } from '@lingui/core'
import { href } from '#design/navigation/screen.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { auditScreen, integrityScreen } from '../screens.ts'
import styles from './audit.module.css'

export function AuditTabs({ current }: { readonly current: 'events' | 'integrity' }) {
  return (
    <div className={styles['tabs']}>
      <Tabs
        label={i18n.t('Audit trail')}
        tabs={[
          { label: i18n.t('Events'), to: href(auditScreen, {}), current: current === 'events' },
          { label: i18n.t('Integrity'), to: href(integrityScreen, {}), current: current === 'integrity' },
        ]}
      />
    </div>
  )
}
