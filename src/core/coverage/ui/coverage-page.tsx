/** Whether somebody looks after everything, and handing over what one person holds. */
import { Download } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { useCoverage } from './client.ts'
import { HandOverView } from './hand-over-view.tsx'
import { MapView } from './map-view.tsx'
import { coverageScreen } from './screens.ts'

export function CoveragePage() {
  const coverage = useCoverage()
  const { clientId, applicationId } = useScope()
  const { search, update } = useScreen(coverageScreen)
  const handsOver = search.view === 'hand_over' || search.person !== undefined
  const counted = useRead(coverage, 'countMap', { query: { clientId, applicationId } }, { keep: true, enabled: !handsOver })
  const save = () => {
    const asked = Object.entries({ clientId, applicationId, only: search.only }).filter(
      (one): one is [string, string] => one[1] !== undefined,
    )
    location.assign(`/api/pitcrew/v1/coverage/map.csv?${new URLSearchParams(asked)}`)
  }
  return (
    <PageLayout
      title={i18n.t('Coverage')}
      summary={
        handsOver
          ? i18n.t('Everything that hangs on one person, each to be given to somebody else.')
          : counted.data && sentence(counted.data)
      }
      actions={
        handsOver ? undefined : (
          <Button icon={<Download aria-hidden />} onClick={save}>
            CSV
          </Button>
        )
      }
    >
      <div>
        <Tabs
          label={i18n.t('Coverage')}
          tabs={[
            { label: i18n.t('Map'), to: href(coverageScreen, {}), current: !handsOver },
            { label: i18n.t('Hand over'), to: href(coverageScreen, {}, { view: 'hand_over' }), current: handsOver },
          ]}
        />
        {handsOver ? (
          <HandOverView person={search.person} onPerson={(person) => update({ person, view: 'hand_over' })} />
        ) : (
          <MapView only={search.only} onOnly={(only) => update({ only })} aspects={counted.data?.aspects} />
        )}
      </div>
    </PageLayout>
  )
}

interface Figures {
  readonly missing: number
  readonly expected: number
  readonly nobodyKnows: number
  readonly onePersonKnows: number
  readonly applications: number
  readonly more: boolean
}

function sentence({ missing, expected, nobodyKnows, onePersonKnows, applications, more }: Figures): string {
  const cells = i18n.t('{missing} of {expected} cells are empty.', { missing, expected })
  const nobody = i18n.t('{count, plural, =0 {Somebody knows each thing} one {Nobody knows # thing} other {Nobody knows # things}}', {
    count: nobodyKnows,
  })
  const one = i18n.t('{count, plural, =0 {none hangs on one person.} one {# hangs on one person.} other {# hang on one person.}}', {
    count: onePersonKnows,
  })
  const first = more ? i18n.t('Of the first {applications} applications:', { applications }) : ''
  return `${first} ${cells} ${nobody}, ${one}`.trim()
}
