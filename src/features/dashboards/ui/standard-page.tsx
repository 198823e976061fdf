/** A standard dashboard: there without anybody having made it. It can be looked at and cloned, not changed. */
import { lazy, Suspense, useMemo, useState } from 'react'
import { Copy } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { PageLayout, Row } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { STANDARD_KINDS, type StandardKind } from '../domain/standard.ts'
import { Board } from './board.tsx'
import type { Place } from './client.ts'
import { LookedAt } from './looked-at.tsx'
import { PanelMenu } from './panel-menu.tsx'
import { dashboardsScreen, standardScreen } from './screens.ts'
import { panelsOf, useStandard } from './standard.ts'
import { standardWords } from './words.ts'

const NewDialog = lazy(() => import('./new-dialog.tsx').then((module) => ({ default: module.NewDialog })))

export function StandardPage() {
  const { params, search, update } = useScreen(standardScreen)
  const kind = STANDARD_KINDS.find((one) => one === params.kind)
  return (
    <PageLayout
      title={kind ? standardWords(kind) : i18n.t('Standard dashboards')}
      crumbs={[{ label: i18n.t('Dashboards'), to: href(dashboardsScreen, {}) }]}
      summary={i18n.t('Made of what the environment sends. Clone it to change it.')}
    >
      <LookedAt search={search} update={update as never}>
        {(place) => <Standard kind={kind} place={place} />}
      </LookedAt>
    </PageLayout>
  )
}

function Standard({ kind, place }: { readonly kind: StandardKind | undefined; readonly place: Place }) {
  const { search, update } = useScreen(standardScreen)
  const { boards, error, refetch } = useStandard(place)
  const [isCloned, setCloned] = useState(false)
  const board = boards?.find((one) => one.kind === kind)
  const panels = useMemo(() => (board ? panelsOf(board) : []), [board])
  const why = useWhyNot()('dashboards.dashboards.write')
  if (error && !boards) return <ErrorState problem={error} retry={refetch} />
  if (!boards) return <SkeletonRows />
  if (!board) {
    return (
      <EmptyState title={i18n.t('Nothing of this arrived within a day.')}>
        {i18n.t('Look at another environment, or connect a sender on the tab Telemetry of the application.')}
      </EmptyState>
    )
  }
  return (
    <>
      <Row>
        <Button icon={<Copy aria-hidden />} why={why} onClick={() => setCloned(true)}>
          {i18n.t('Clone')}
        </Button>
      </Row>
      <Board
        panels={panels}
        place={place}
        search={search}
        onZoom={update}
        actions={(index) => {
          const panel = panels[index]
          return panel ? <PanelMenu panel={panel} place={place} /> : null
        }}
      />
      {isCloned ? (
        <Suspense fallback={null}>
          <NewDialog
            from={{ title: standardWords(board.kind), panels }}
            applicationId={place.applicationId}
            onClose={() => setCloned(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
