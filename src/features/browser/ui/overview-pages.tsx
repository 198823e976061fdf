/** How pages of an environment load in real browsers, on the overview of its application. */
import { Globe } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceFigure, GlanceFigures } from '#design/glance-figure/glance-figure.tsx'
import { changeWords, limitWords, standingWords } from '#design/glance-figure/limit-words.ts'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { figure, type Unit } from '#design/time/format.ts'
import { type Glance, useBrowser } from './client.ts'
import { Vital } from './tables.tsx'

export function OverviewPages(given: Overview) {
  return useSession().permissions.has('browser.pages.read') ? <Loads {...given} /> : null
}

function Loads({ applicationId, environmentId }: Overview) {
  const call = { params: { id: applicationId }, query: { environmentId } }
  const { data, error, refetch } = useRead(useBrowser(), 'readGlance', call)
  const all = `/applications/${applicationId}?tab=pages`
  return (
    <Card
      flush
      title={i18n.t('Pages')}
      note={i18n.t('In real browsers, the last half hour; lines go back a day.')}
      actions={<Link to={all}>{i18n.t('All pages')}</Link>}
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={3} /> : null}
      {data?.sessions === 0 ? (
        <EmptyState
          compact
          icon={<Globe aria-hidden />}
          title={i18n.t('No browser told anything in this time.')}
          action={<Link to={all}>{i18n.t('Put the line for it into your pages')}</Link>}
        />
      ) : null}
      {data && data.sessions > 0 ? <Told glance={data} /> : null}
    </Card>
  )
}

function Told({ glance }: { readonly glance: Glance }) {
  return (
    <>
      <GlanceFigures>
        <Rated title={i18n.t('Page load p75')} of={glance.loadMs} unit="ms" factor={1} />
        <Rated title={i18n.t('Error rate of pages')} of={glance.errorRate} unit="percent" factor={100} />
      </GlanceFigures>
      <GlanceList
        label={i18n.t('The last day')}
        rows={[
          { key: 'sessions', title: i18n.t('Sessions'), end: figure(glance.sessions, 'count') },
          { key: 'views', title: i18n.t('Page views'), end: figure(glance.views, 'count') },
          { key: 'lcp', title: 'LCP', end: <Vital id="lcpMs" value={glance.lcpMs} /> },
          { key: 'inp', title: 'INP', end: <Vital id="inpMs" value={glance.inpMs} /> },
          { key: 'cls', title: 'CLS', end: <Vital id="cls" value={glance.cls} /> },
        ]}
      />
    </>
  )
}

interface GlanceProps {
  readonly title: string
  readonly of: Glance['loadMs']
  readonly unit: Unit
  readonly factor: number
}

function Rated({ title, of, unit, factor }: GlanceProps) {
  const said = (value: number | null) => figure(value === null ? null : value * factor, unit)
  const change = changeWords(of.value, of.yesterday)
  return (
    <GlanceFigure
      title={title}
      value={said(of.value)}
      state={standingWords(of.standing)}
      course={{
        values: of.course.map((value) => (value === null ? null : value * factor)),
        label: i18n.t('{title}, the last day: {value} now', { title, value: said(of.value) }),
      }}
      limit={of.limit ? of.limit.above * factor : undefined}
      notes={[
        of.limit ? limitWords(said(of.limit.above), of.limit.layer) : null,
        change ? i18n.t('yesterday {value} ({change})', { value: said(of.yesterday), change }) : null,
      ]}
    />
  )
}
