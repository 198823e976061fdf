/** Every shortcut that is bound on the page one came from, and no other. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { boundShortcuts, type Shortcut } from '#design/keyboard/keyboard.ts'
import { KeyHint } from '#design/key-hint/key-hint.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import styles from './shortcut-sheet.module.css'

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const [shortcuts] = useState(boundShortcuts)
  const lists: Shortcut = { keys: 'J K', label: i18n.t('Down and up in a list; Enter opens'), group: 'everywhere', run: () => undefined }
  const groups = [
    { id: 'page', title: i18n.t('On this page'), shortcuts: shortcuts.filter((one) => one.group === 'page') },
    { id: 'everywhere', title: i18n.t('Everywhere'), shortcuts: [...shortcuts.filter((one) => one.group === 'everywhere'), lists] },
    { id: 'go', title: i18n.t('Go to'), shortcuts: shortcuts.filter((one) => one.group === 'go') },
  ]
  return (
    <Dialog title={i18n.t('Keyboard shortcuts')} open onClose={onClose} size="wide">
      <div className={styles['groups']}>
        {groups
          .filter((group) => group.shortcuts.length > 0)
          .map((group) => (
            <section key={group.id} aria-label={group.title}>
              <h3 className={styles['title']}>{group.title}</h3>
              <dl>
                {group.shortcuts.map((one) => (
                  <div key={one.keys} className={styles['row']}>
                    <dt>{one.label}</dt>
                    <dd aria-label={one.keys}>
                      <KeyHint keys={one.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  )
}
