/** The canvas of a TimeChart. Colours are read from the tokens and drawn again when the theme changes. */
import { type RefObject, useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { SECOND_MS } from '#kit/time.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { absoluteTime, figure, type Unit } from '../time/format.ts'
import { timesOfAxis } from './axis-times.ts'
import { colour } from './colour.ts'
import { markerLines } from './marker-lines.ts'
import { strokeOf, type TimeChartProps } from './series.ts'
import { zooming } from './zooming.ts'
import styles from './time-chart.module.css'

const HEIGHT = 168
/** Powers of two, so that the axis of bytes shows round numbers. */
const BYTE_STEPS = Array.from({ length: 50 }, (_, power) => 2 ** power)
/** Lengths of strokes and gaps in pixels. */
const DASHES = { solid: [], dashed: [6, 4], dotted: [2, 3] }
const AXIS_FONT = '11px "Inter Variable", system-ui, sans-serif'

export function Plot(props: TimeChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const { theme } = usePreferences()
  const { series, unit, title, sync, max, threshold, filled, onZoom } = props
  const shape = JSON.stringify([series.map((one) => one.name), unit, sync, max, threshold?.value, theme, filled, onZoom !== undefined])

  // A new plot only when its shape changes; fresh data goes into the one that stands.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
    plot.current?.setData(dataOf(props))
  }, [props])

  useEffect(() => {
    const element = host.current
    if (!element) return
    const made = new uPlot(optionsFor(element, latest), dataOf(latest.current), element)
    plot.current = made
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }))
    resized.observe(element)
    return () => {
      resized.disconnect()
      made.destroy()
      plot.current = undefined
    }
  }, [shape])

  const last = series[0]?.values.findLast((value) => value !== null) ?? null
  return (
    <div ref={host} className={styles['plot']} role="img" aria-label={`${title}: ${figure(last, unit)}`} style={{ blockSize: HEIGHT }} />
  )
}

function dataOf({ times, series }: TimeChartProps): uPlot.AlignedData {
  return [times.map((at) => at / SECOND_MS), ...series.map((one) => [...one.values])]
}

function optionsFor(element: HTMLElement, latest: RefObject<TimeChartProps>): uPlot.Options {
  const { series, unit, sync, max, threshold, filled, onZoom } = latest.current
  const ink = colour(element, '--ink-3')
  const grid = colour(element, '--hairline')
  const axis = { stroke: ink, font: AXIS_FONT, ticks: { show: false }, grid: { stroke: grid, width: 1 } }
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: {
      points: { size: 7 },
      y: false,
      drag: { x: onZoom !== undefined, y: false, setScale: false },
      ...(sync ? { sync: { key: sync } } : {}),
    },
    scales: {
      y: {
        range: (_, low, high) => [
          Math.min(0, low * 1.12),
          Math.max(max ?? 0, high * 1.12, threshold && high > threshold.value * 0.6 ? threshold.value * 1.1 : 0) || (low < 0 ? 0 : 1),
        ],
      },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 72, values: (_, ticks) => timesOfAxis(ticks.map((tick) => tick * SECOND_MS)) },
      {
        ...axis,
        size: 58,
        space: 36,
        values: (_, ticks) => ticks.map((tick) => figure(tick, unit)),
        ...(unit.startsWith('bytes') ? { incrs: BYTE_STEPS } : {}),
      },
    ],
    series: [
      {},
      ...series.map((one, index) => {
        const { colour: number, stroke } = strokeOf(index)
        return { ...seriesOptions(one.name, colour(element, `--series-${number}`), filled ?? series.length === 1), dash: DASHES[stroke] }
      }),
    ],
    plugins: [
      readout(unit),
      ...(threshold ? [thresholdLine(threshold.value, colour(element, '--major'))] : []),
      ...(onZoom ? [zooming((from, to) => latest.current.onZoom?.(from, to))] : []),
      markerLines(() => latest.current.markers ?? [], {
        font: AXIS_FONT,
        release: colour(element, '--accent'),
        incident: colour(element, '--critical'),
        window: ink,
      }),
    ],
  }
}

function seriesOptions(label: string, stroke: string, filled: boolean): uPlot.Series {
  return {
    label,
    stroke,
    width: 1.5,
    spanGaps: false,
    points: { show: true, size: 4, filter: (plot, index) => lonely(plot.data[index] ?? []) },
    ...(filled ? { fill: stroke.replace(/\)$/, ' / 0.1)').replace(/^rgb\((\d+), (\d+), (\d+) \/ 0\.1\)$/, 'rgb($1 $2 $3 / 0.1)') } : {}),
  }
}

/** Points with a gap on both sides, which a line cannot show. */
function lonely(values: ArrayLike<number | null | undefined>): number[] {
  const known = (index: number) => values[index] !== null && values[index] !== undefined
  return Array.from(values, (_, index) => index).filter((index) => known(index) && !known(index - 1) && !known(index + 1))
}

function thresholdLine(value: number, stroke: string): uPlot.Plugin {
  return {
    hooks: {
      draw: ({ ctx, bbox, valToPos }) => {
        const y = valToPos(value, 'y', true)
        if (y < bbox.top || y > bbox.top + bbox.height) return
        ctx.save()
        ctx.strokeStyle = stroke
        ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio])
        ctx.lineWidth = devicePixelRatio
        ctx.beginPath()
        ctx.moveTo(bbox.left, y)
        ctx.lineTo(bbox.left + bbox.width, y)
        ctx.stroke()
        ctx.restore()
      },
    },
  }
}

/** The values under the crosshair, in a small box that keeps out of the pointer's way. */
function readout(unit: Unit): uPlot.Plugin {
  const box = document.createElement('div')
  box.className = styles['readout'] ?? ''
  box.hidden = true
  return {
    hooks: {
      init: ({ over }) => {
        over.append(box)
      },
      setCursor: ({ cursor, data, over, series }) => {
        const index = cursor.idx
        const at = index === null || index === undefined ? undefined : data[0]?.[index]
        box.hidden = at === undefined || (cursor.left ?? -1) < 0
        if (at === undefined || index === null || index === undefined) return
        const lines = series.slice(1).map((one, order) => {
          const value = figure(data[order + 1]?.[index] ?? null, unit)
          return series.length > 2 ? `${one.label as string}  ${value}` : value
        })
        box.textContent = [absoluteTime(at * SECOND_MS), ...lines].join('\n')
        const left = cursor.left ?? 0
        box.style.translate = left > over.clientWidth / 2 ? `${left - box.offsetWidth - 10}px 4px` : `${left + 10}px 4px`
      },
    },
  }
}
