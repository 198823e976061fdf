/**
 * How grave something is, in a colour, a shape and a word at once, so that none of the three is needed alone.
 * Octagon: critical. Triangle: major. Ring: minor. Tick: good. Clock: due. Dashed ring: unknown. Bar: switched off.
 */
import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'
import styles from './state-label.module.css'

export type Tone = 'critical' | 'major' | 'minor' | 'good' | 'due' | 'unknown' | 'off'

const shapes: Readonly<Record<Tone, ReactNode>> = {
  critical: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentcolor" />,
  major: <path d="M8 1.6 15.2 14H.8z" fill="currentcolor" strokeLinejoin="round" />,
  minor: <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentcolor" strokeWidth="3" />,
  good: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentcolor" />
      <path d="m5 8.2 2.1 2.1L11.2 6" fill="none" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  due: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentcolor" strokeWidth="1.6" />
      <path d="M8 4.6V8l2.2 1.6" fill="none" stroke="currentcolor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  unknown: <circle cx="8" cy="8" r="6" fill="none" stroke="currentcolor" strokeWidth="1.6" strokeDasharray="2.6 2.1" />,
  off: <rect x="2" y="6.75" width="12" height="2.5" rx="1.25" fill="currentcolor" />,
}

export function StateShape({ tone }: { readonly tone: Tone }) {
  return (
    <svg viewBox="0 0 16 16" className={cx(styles['shape'], styles[tone])} aria-hidden="true">
      {shapes[tone]}
    </svg>
  )
}

export function StateLabel({ tone, children, strong }: { readonly tone: Tone; readonly children: ReactNode; readonly strong?: boolean }) {
  return (
    <span className={cx(styles['label'], strong && styles['strong'], styles[tone])}>
      <StateShape tone={tone} />
      {children}
    </span>
  )
}
