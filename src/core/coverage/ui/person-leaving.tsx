/** Before somebody is deactivated: how much still hangs on them. */
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { useCoverage } from './client.ts'
import { coverageScreen } from './screens.ts'
import styles from './coverage.module.css'

export function PersonLeaving({ person, name }: { readonly person: string; readonly name: string }) {
  const { permissions } = useSession()
  const enabled = permissions.has('coverage.map.read')
  const { data } = useRead(useCoverage(), 'readHandOvers', { params: { id: person } }, { enabled })
  if (!data || data.count === 0) return null
  return (
    <div className={styles['leaving']}>
      <Banner tone="warning">
        {i18n.t('{count, plural, one {# thing still hangs on {name}.} other {# things still hang on {name}.}}', {
          count: data.count,
          name,
        })}{' '}
        <Link to={href(coverageScreen, {}, { person })}>{i18n.t('Hand them over first')}</Link>
      </Banner>
    </div>
  )
}
