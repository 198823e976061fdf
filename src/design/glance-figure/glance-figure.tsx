/** One figure at a glance: how much, against which limit, how it went, and how it was before. */
import type { ReactNode } from 'react'
import { Sparkline, type SparklineBand } from '../sparkline/sparkline.tsx'
import { StateLabel, type Tone } from '../state-label/state-label.tsx'
import styles from './glance-figure.module.css'

export interface GlanceFigureProps {
  readonly title: string
  /** Whose figure it is, where there are several. */
  readonly part?: string | undefined
  /** With its unit. */
  readonly value: string
  readonly state?: { readonly tone: Tone; readonly words: string } | undefined
  /** Equal steps, oldest first, null where nothing was measured; and what a screen reader hears of them. */
  readonly course?: { readonly values: readonly (number | null)[]; readonly label: string }
  /** In the unit of the course, drawn behind it. */
  readonly band?: SparklineBand | undefined
  /** In the unit of the course, drawn as a line. */
  readonly limit?: number | undefined
  readonly max?: number | undefined
  /** Quiet sentences below: the limit, what changed, where it is from. */
  readonly notes: readonly ReactNode[]
}

export function GlanceFigure({ title, part, value, state, course, band, limit, max, notes }: GlanceFigureProps) {
  return (
    <section className={styles['one']} aria-label={title} data-tone={state?.tone}>
      <h3 className={styles['title']}>
        {title}
        {part ? <span className={styles['part']}>{part}</span> : null}
      </h3>
      <p className={styles['value']}>
        <span className={styles['figure']}>{value}</span>
        {state ? <StateLabel tone={state.tone}>{state.words}</StateLabel> : null}
      </p>
      {course && isLine(course.values) ? (
        <Sparkline
          {...course}
          min={0}
          {...(max === undefined ? {} : { max })}
          {...(limit === undefined ? {} : { limit })}
          {...(band === undefined ? {} : { band })}
        />
      ) : null}
      <ul className={styles['notes']}>{notes.map((note, index) => (note ? <li key={index}>{note}</li> : null))}</ul>
    </section>
  )
}

/** A single value has no course; a limit across an empty drawing would look like one. */
const isLine = (values: readonly (number | null)[]): boolean =>
  values.some((value, at) => value !== null && (values[at + 1] ?? null) !== null)

/** Figures beside each other, as many as fit, from edge to edge: their card is `flush`. */
export function GlanceFigures({ children }: { readonly children: ReactNode }) {
  return <div className={styles['figures']}>{children}</div>
}
