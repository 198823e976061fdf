/** How many lines there are over time, by how grave they are. A step that is pressed becomes the time that is looked at. */
import { type KeyboardEvent, useState } from 'react'
import { i18n } from '@lingui/core'
import { absoluteTime, figure } from '#design/time/format.ts'
import { instant, toIso } from '#kit/time.ts'
import type { Counts } from './client.ts'
import { toneOf } from './words.ts'
import styles from './logs.module.css'

type Step = Counts['steps'][number]
interface Bar {
  readonly critical: number
  readonly major: number
  readonly other: number
}

interface HistogramProps {
  readonly counts: Counts
  /** RFC 3339: a step from its beginning to that of the next. */
  readonly onChoose: (from: string, to: string) => void
}

export function Histogram({ counts: { from, stepMs, steps }, onChoose }: HistogramProps) {
  const [pointed, setPointed] = useState<number | null>(null)
  const bars = steps.map(barOf)
  const highest = Math.max(1, ...bars.map(heightOf))
  const last = bars.length - 1
  const at = Math.min(pointed ?? last, last)
  const begin = (index: number) => toIso(instant(new Date(from).getTime() + index * stepMs))
  const said = (index: number) => i18n.t('{time}: {lines}', { time: absoluteTime(begin(index)), lines: barWords(bars[index]) })
  const choose = (index: number) => {
    setPointed(null)
    onChoose(begin(index), begin(index + 1))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => setPointed(Math.max(0, at - 1)),
      ArrowRight: () => setPointed(Math.min(last, at + 1)),
      Home: () => setPointed(0),
      End: () => setPointed(last),
      Enter: () => choose(at),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  return (
    <figure className={styles['chart']}>
      <div
        role="slider"
        tabIndex={0}
        aria-label={i18n.t('Lines over time; Enter looks into a step')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={said(at)}
        className={styles['bars']}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(null)}
        onPointerLeave={() => setPointed(null)}
      >
        {bars.map((bar, index) => (
          <span
            key={index}
            className={styles['step']}
            data-pointed={index === pointed || undefined}
            onPointerEnter={() => setPointed(index)}
            onClick={() => choose(index)}
          >
            {(['critical', 'major', 'other'] as const).map((part) =>
              bar[part] > 0 ? (
                <span key={part} data-part={part} className={styles['bar']} style={{ blockSize: `${(100 * bar[part]) / highest}%` }} />
              ) : null,
            )}
          </span>
        ))}
      </div>
      <figcaption className={styles['caption']}>
        <span>{absoluteTime(begin(0))}</span>
        <span className={styles['said']}>{pointed === null ? barWords(sumOf(bars)) : said(at)}</span>
      </figcaption>
    </figure>
  )
}

function barOf(step: Step): Bar {
  const bar = { critical: 0, major: 0, other: 0 }
  for (const [band, lines = 0] of Object.entries(step) as [keyof Step, number | undefined][]) bar[toneOf(band) ?? 'other'] += lines
  return bar
}

const heightOf = ({ critical, major, other }: Bar): number => critical + major + other

function sumOf(bars: readonly Bar[]): Bar {
  const sum = (part: keyof Bar) => bars.reduce((all, bar) => all + bar[part], 0)
  return { critical: sum('critical'), major: sum('major'), other: sum('other') }
}

function barWords(bar: Bar = { critical: 0, major: 0, other: 0 }): string {
  const words = { lines: figure(heightOf(bar), 'count'), errors: figure(bar.critical, 'count'), warnings: figure(bar.major, 'count') }
  return i18n.t('{lines} lines, {errors} errors, {warnings} warnings', words)
}
