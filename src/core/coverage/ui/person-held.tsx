/** On a person's page: what hangs on them, and the way to hand it over. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useCoverage } from './client.ts'
import { coverageScreen } from './screens.ts'
import { useCoverageWords } from './words.tsx'
import styles from './coverage.module.css'

export function PersonHeld({ person }: { readonly person: string }) {
  const { permissions } = useSession()
  return permissions.has('coverage.map.read') ? <Shown person={person} /> : null
}

function Shown({ person }: { readonly person: string }) {
  const { data, error, refetch } = useRead(useCoverage(), 'readHandOvers', { params: { id: person } })
  const words = useCoverageWords()
  return (
    <Card
      title={i18n.t('Hand over')}
      note={i18n.t('What would be nobody’s without this person, as far as you may see it.')}
      actions={
        data && data.count > 0 ? <ButtonLink to={href(coverageScreen, {}, { person })}>{i18n.t('Hand over')}</ButtonLink> : undefined
      }
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.count === 0 ? <p>{i18n.t('Nothing hangs on {name}.', { name: data.person.name })}</p> : null}
      {data && data.count > 0 ? (
        <ul className={styles['counts']}>
          {data.kinds.map((kind) => (
            <li key={kind.key}>
              {words.held(kind)}: {kind.items.length}
              {kind.more ? '+' : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}
