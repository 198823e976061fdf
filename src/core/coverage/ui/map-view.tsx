/** The map: a table for each application. Whatever is empty says what to do and leads there. */
import { lazy, Suspense, useState } from 'react'
import { CircleCheckBig, Grid3x3 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationsScreen } from '#core/catalog/ui/screens.ts'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { type MapApplication, useCoverage } from './client.ts'
import { MapTable, type MapColumn } from './map-table.tsx'
import styles from './coverage.module.css'

const OwnersOf = lazy(() => import('#core/catalog/ui/applications/owners-of.tsx').then((module) => ({ default: module.OwnersOf })))

interface MapViewProps {
  readonly only: 'gaps' | undefined
  readonly onOnly: (only: 'gaps' | undefined) => void
  readonly aspects: readonly MapColumn[] | undefined
}

export function MapView({ only, onOnly, aspects }: MapViewProps) {
  const coverage = useCoverage()
  const { clientId, applicationId } = useScope()
  const [naming, setNaming] = useState<string | null>(null)
  const map = usePages(coverage, 'readMap', { query: { clientId, applicationId, only } })
  const shown = aspects && map.rows
  return (
    <div className={styles['stack']}>
      <div>
        <FilterChip
          label={i18n.t('Show')}
          value={only}
          choices={[{ value: 'gaps', label: i18n.t('only gaps') }]}
          onChange={(next) => onOnly(next as typeof only)}
        />
      </div>
      {map.error && !map.rows ? <ErrorState problem={map.error} retry={map.refetch} /> : null}
      {!shown && !map.error ? <SkeletonRows rows={6} /> : null}
      {shown?.length === 0 ? <Nothing only={only} onAll={() => onOnly(undefined)} /> : null}
      {aspects &&
        map.rows?.map((application) => (
          <Card key={application.id} flush title={application.name} note={clientOf(application)}>
            <MapTable label={application.name} rows={application.rows} columns={aspects} onName={setNaming} />
          </Card>
        ))}
      {map.more ? (
        <div>
          <Button kind="quiet" pending={map.loadingMore} onClick={map.loadMore}>
            {i18n.t('Show more')}
          </Button>
        </div>
      ) : null}
      <Suspense fallback={null}>{naming ? <OwnersOf thing={naming} onClose={() => setNaming(null)} /> : null}</Suspense>
    </div>
  )
}

function clientOf({ client }: MapApplication): string {
  return client ? client.name : i18n.t('Our own')
}

function Nothing({ only, onAll }: { readonly only: 'gaps' | undefined; readonly onAll: () => void }) {
  if (only) {
    return (
      <EmptyState
        icon={<CircleCheckBig aria-hidden />}
        title={i18n.t('There is no gap here.')}
        action={<Button onClick={onAll}>{i18n.t('Show the whole map')}</Button>}
      >
        {i18n.t('Every application and component has what it should have, and at least two people know it.')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<Grid3x3 aria-hidden />}
      title={i18n.t('No application yet.')}
      action={<ButtonLink to={href(applicationsScreen, {}, { add: 'yes' })}>{i18n.t('Add applications')}</ButtonLink>}
    />
  )
}
