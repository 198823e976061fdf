/** What a value is for each application below, so that nobody has to open their plans one by one. */
import { i18n } from '@lingui/core'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { ErrorState } from '#design/states/states.tsx'
import type { Leaf } from '../domain/shape.ts'
import { usePlans } from './client.ts'
import { originWords, useReading } from './reading.ts'
import { planScreen } from './screens.ts'
import { tellValue } from './value-words.ts'
import styles from './plan.module.css'

export function ValueBelow({ path, leaf }: { readonly path: string; readonly leaf: Leaf }) {
  const reading = useReading()
  const { plan } = reading
  const { data, error } = useRead(usePlans(), 'readPlanValueBelow', { params: { plan: plan.of }, query: { path } })
  if (error) return <ErrorState problem={error} compact />
  if (!data || data.items.length === 0) return null
  // People whom only a plan below names.
  const wider = { ...reading, plan: { ...plan, people: [...plan.people, ...data.people] } }
  return (
    <div className={styles['below']}>
      <h4 className={styles['belowTitle']}>{i18n.t('In the applications')}</h4>
      <ul className={styles['belowList']} aria-label={i18n.t('In the applications')}>
        {data.items.map(({ of, name, value, origin }) => (
          <li key={of} className={styles['belowItem']}>
            <Link to={href(planScreen, {}, { of })}>{name}</Link>:{' '}
            <strong>{value === null ? i18n.t('taken away') : tellValue(wider, leaf, value, origin.layer === 'standard')}</strong>{' '}
            <span className={styles['origin']}>{originWords(origin)}</span>
          </li>
        ))}
      </ul>
      {data.isMore ? <p className={styles['hint']}>{i18n.t('And more that are not shown here.')}</p> : null}
    </div>
  )
}
