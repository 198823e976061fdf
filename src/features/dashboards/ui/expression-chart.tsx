/** Expressions as a chart with its legend and the table of the same data: what the explorer and every panel of a dashboard draw. */
import { type RefObject, useMemo, useRef } from 'react'
import { Download, Image } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { IconButton } from '#design/button/button.tsx'
import { saveFile } from '#design/saving/save-file.ts'
import { useRead } from '#design/session/client.ts'
import { Skeleton } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import type { Marker } from '#design/time-chart/series.ts'
import { figure } from '#design/time/format.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { PanelKind } from '../domain/panel.ts'
import type { Unit } from '../domain/units.ts'
import { useDashboards, type Evaluation, type Place } from './client.ts'
import { csvOf, drawnOf, type Drawn, type Expression } from './courses.ts'
import { FaultWords } from './fault-words.tsx'
import { Legend } from './legend.tsx'
import type { Range } from './range.ts'
import { shownAs } from './words.ts'
import styles from './dashboards.module.css'

export interface ExpressionChartProps {
  readonly title: string
  readonly kind: PanelKind
  readonly unit: Unit
  readonly expressions: readonly Expression[]
  readonly place: Place
  readonly range: Range
  readonly markers?: readonly Marker[]
  /** Charts that share their crosshair. */
  readonly sync: string
  readonly onZoom?: (fromMs: number, toMs: number) => void
  /** Where whoever draws the chart shows what is wrong with its expressions. */
  readonly hideFaults?: boolean
}

/** Values of expressions over a range; the last ones stay while others are fetched. */
export function useEvaluation(place: Place, texts: readonly string[], range: Range) {
  const { applicationId, environmentId } = place
  const body = { environmentId, expressions: [...texts], ...range }
  return useRead(useDashboards(), 'evaluate', { params: { id: applicationId }, body }, { keep: true, enabled: texts.length > 0 })
}

export function ExpressionChart(props: ExpressionChartProps) {
  const { place, expressions, range, unit, hideFaults } = props
  const texts = expressions.map(({ text }) => text)
  const { data, error, refetch } = useEvaluation(place, texts, range)
  const drawn = useMemo(() => (data ? drawnOf(data, expressions, shownAs(unit).factor) : null), [data, expressions, unit])
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data || !drawn) return <Skeleton height={220} />
  const isFaulty = data.items.every(({ faults }) => faults.length > 0)
  return (
    <div className={styles['chart']}>
      {hideFaults ? null : <Faults evaluation={data} texts={texts} />}
      {drawn.courses.length > 0 ? <Shown {...props} drawn={drawn} /> : isFaulty ? null : <NothingDrawn />}
      {drawn.isCut ? <Banner>{i18n.t('There are more series than are shown. Filter, or put them together by labels.')}</Banner> : null}
    </div>
  )
}

function Faults({ evaluation, texts }: { readonly evaluation: Evaluation; readonly texts: readonly string[] }) {
  return evaluation.items.map(({ faults }, index) => <FaultWords key={index} text={texts[index] ?? ''} faults={faults} />)
}

function NothingDrawn() {
  return (
    <EmptyState compact title={i18n.t('Nothing was measured in this time.')}>
      {i18n.t('Look at a longer time, or at another environment.')}
    </EmptyState>
  )
}

function Shown(props: ExpressionChartProps & { readonly drawn: Drawn }) {
  const { kind, drawn, unit } = props
  const shown = shownAs(unit).unit
  if (kind === 'stat') return <Figures drawn={drawn} unit={shown} />
  if (kind === 'table') return <Legend title={props.title} courses={drawn.courses} unit={shown} bare />
  return <Courses {...props} />
}

function Figures({ drawn, unit }: { readonly drawn: Drawn; readonly unit: ReturnType<typeof shownAs>['unit'] }) {
  return (
    <dl className={styles['figures']}>
      {drawn.courses.map(({ name, last }, index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{figure(last, unit)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Courses({ title, kind, unit, drawn, sync, markers, onZoom }: ExpressionChartProps & { readonly drawn: Drawn }) {
  const shown = shownAs(unit).unit
  const chart = useRef<HTMLDivElement>(null)
  return (
    <>
      <div ref={chart}>
        <TimeChart
          title={title}
          unit={shown}
          aggregation={i18n.t('every {seconds} s', { seconds: drawn.stepSeconds })}
          times={drawn.times}
          series={drawn.courses}
          sync={sync}
          filled={kind === 'area'}
          bare
          {...(markers ? { markers } : {})}
          {...(onZoom ? { onZoom } : {})}
        />
      </div>
      <Legend title={title} courses={drawn.courses} unit={shown} actions={<Exports title={title} drawn={drawn} chart={chart} />} />
    </>
  )
}

interface ExportsProps {
  readonly title: string
  readonly drawn: Drawn
  readonly chart: RefObject<HTMLDivElement | null>
}

function Exports({ title, drawn, chart }: ExportsProps) {
  const toast = useToast()
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
  const savePicture = async () => {
    const { pictureOf } = await import('./picture.ts')
    const picture = chart.current && (await pictureOf(chart.current, { title, names: drawn.courses.map((one) => one.name) }))
    if (picture) saveFile(`${name}.png`, picture)
    else toast({ words: i18n.t('There is no picture of a table. Show the chart first.'), tone: 'failed' })
  }
  const saveTable = () => saveFile(`${name}.csv`, new Blob([csvOf(drawn, 'time')], { type: 'text/csv' }))
  return (
    <>
      <IconButton size="small" label={i18n.t('Save as CSV')} icon={<Download aria-hidden />} onClick={saveTable} />
      <IconButton size="small" label={i18n.t('Save as picture')} icon={<Image aria-hidden />} onClick={() => void savePicture()} />
    </>
  )
}
