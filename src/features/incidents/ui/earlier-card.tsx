/** Earlier incidents of the same components or rules: what they were, what mended them, and what is still to be done. */
import { i18n } from '@lingui/core'
import { taskScreen } from '#core/tasks/ui/screens.ts'
import { Banner } from '#design/banner/banner.tsx'
import { Card } from '#design/card/card.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import type { Inside } from './client.ts'
import { incidentScreen } from './screens.ts'
import styles from './incidents.module.css'

export function EarlierCard({ earlier }: { readonly earlier: Inside['earlier'] }) {
  if (earlier.length === 0) return null
  const undone = earlier.find(({ openActions }) => openActions.length > 0)
  return (
    <>
      {undone ? (
        <Banner tone="warning">
          {i18n.t('This happened before, and what was to prevent it is not done:')}{' '}
          <Link to={href(incidentScreen, { incident: undone.id })}>{undone.label}</Link>{' '}
          {undone.openActions.map(({ id, label, title }) => (
            <span key={id}>
              <Link to={href(taskScreen, { task: id })}>{`${label} ${title}`}</Link>{' '}
            </span>
          ))}
        </Banner>
      ) : null}
      <Card flush title={i18n.t('Earlier ones like it')} note={i18n.t('Of the same components, or declared by the same rules.')}>
        <ul className={styles['evidence']}>
          {earlier.map(({ id, label, title, cause, fix }) => (
            <li key={id}>
              <span className={styles['alert']}>
                <Link to={href(incidentScreen, { incident: id })}>{`${label} ${title}`}</Link>
                {cause ? <span className={styles['told']}>{i18n.t('Cause: {text}', { text: cause })}</span> : null}
                {fix ? <span className={styles['told']}>{i18n.t('Fix: {text}', { text: fix })}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
