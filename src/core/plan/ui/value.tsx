/** One value of the plan, where it stands in its sentence or table. Clicking it shows where it comes from and changes it. */
import { lazy, Suspense, useRef, useState } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { Popover } from '#design/overlay/popover.tsx'
import { Tooltip } from '#design/tooltip/tooltip.tsx'
import type { Origin } from './client.ts'
import { originOf, originSentence, originWords, useReading } from './reading.ts'
import { planScreen } from './screens.ts'
import { valueWords } from './value-words.ts'
import styles from './plan.module.css'

const ValueEditor = lazy(() => import('./value-editor.tsx').then((module) => ({ default: module.ValueEditor })))

/** Up to here a value stays on one line: amounts, names of tiers. */
const SHORT = 16

interface ValueProps {
  readonly path: string
  /** What the value is, for the editor and for screen readers. */
  readonly label: string
  /** The origin that the row as a whole is labelled with; only others are said here. */
  readonly rowOrigin?: number | null
  /** In an entry that the standard plan has not, where its values are defaults that nobody set. */
  readonly isAdded?: boolean
}

export function PlanValue({ path, label, rowOrigin = null, isAdded = false }: ValueProps) {
  const reading = useReading()
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const sourced = reading.at.get(path)
  if (!sourced) return <span className={styles['none']}>–</span>
  const origin = originOf(reading, sourced)
  const isOwn = origin.of === reading.plan.of && origin.layer !== 'standard'
  const words = valueWords(reading, path, sourced)
  return (
    <span className={styles['value']}>
      <Tooltip words={originSentence(origin)}>
        <button
          ref={anchor}
          type="button"
          className={cx(styles['trigger'], isOwn && styles['own'], words.length <= SHORT && styles['short'])}
          aria-label={`${label}: ${words}`}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(true)}
        >
          {words}
        </button>
      </Tooltip>
      {sourced.origin === rowOrigin || (isAdded && origin.layer === 'standard') ? null : <OriginLabel origin={origin} />}
      <Popover label={label} open={open} onClose={() => setOpen(false)} anchor={anchor}>
        {/* As large as the editor, so that the popover is placed for it before it is there. */}
        <Suspense fallback={<div className={cx(styles['editor'], styles['coming'])} />}>
          <ValueEditor path={path} label={label} sourced={sourced} onClose={() => setOpen(false)} />
        </Suspense>
      </Popover>
    </span>
  )
}

/** Who set it, quietly; leads to that plan's versions. */
export function OriginLabel({ origin }: { readonly origin: Origin }) {
  const words = originWords(origin)
  if (origin.layer === 'standard') return <span className={styles['origin']}>{words}</span>
  return (
    <Tooltip words={originSentence(origin)}>
      <Link bare to={href(planScreen, {}, { of: origin.of, view: 'versions' })} className={cx(styles['origin'], styles['set'])}>
        <span className={styles['unseen']}>{i18n.t('set by')} </span>
        {words}
      </Link>
    </Tooltip>
  )
}
