/** Filters in plain words. A chip shows what holds; clicking opens its choices, the cross takes it out. */
import { lazy, Suspense, useRef, useState } from 'react'
import { Check, ChevronDown, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { IconButton } from '../button/button.tsx'
import styles from './filter-chips.module.css'

const Popover = lazy(() => import('../overlay/popover.tsx').then((module) => ({ default: module.Popover })))

export interface FilterChoice {
  readonly value: string
  readonly label: string
}

export interface FilterChipProps {
  readonly label: string
  /** Undefined: no filter. */
  readonly value: string | undefined
  readonly choices: readonly FilterChoice[]
  readonly onChange: (value: string | undefined) => void
}

/** From here on a list of choices gets a box to narrow it. */
const SEARCH_FROM = 8

export function FilterChip({ label, value, choices, onChange }: FilterChipProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const chosen = choices.find((choice) => choice.value === value)
  const shown = choices.filter((choice) => choice.label.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()))
  const choose = (next: string | undefined) => {
    setOpen(false)
    setTyped('')
    onChange(next)
  }
  return (
    <span className={cx(styles['chip'], chosen && styles['set'])}>
      <button
        ref={anchor}
        type="button"
        className={styles['open']}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {label}
        {chosen ? <span className={styles['value']}>{chosen.label}</span> : <ChevronDown aria-hidden />}
      </button>
      {chosen ? (
        <IconButton
          plain
          size="small"
          label={i18n.t('Remove filter {label}', { label })}
          icon={<X aria-hidden />}
          onClick={() => onChange(undefined)}
        />
      ) : null}
      {open ? (
        <Suspense fallback={null}>
          <Popover label={label} open onClose={() => setOpen(false)} anchor={anchor}>
            {choices.length >= SEARCH_FROM ? (
              <input
                autoFocus
                aria-label={i18n.t('Narrow the choices')}
                placeholder={i18n.t('Type to search…')}
                className={styles['search']}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            ) : null}
            <ul className={styles['choices']}>
              {shown.map((choice) => (
                <li key={choice.value}>
                  <button
                    type="button"
                    aria-pressed={choice.value === value}
                    className={styles['choice']}
                    onClick={() => choose(choice.value)}
                  >
                    <span>{choice.label}</span>
                    {choice.value === value ? <Check aria-hidden /> : null}
                  </button>
                </li>
              ))}
            </ul>
            {shown.length === 0 ? <p className={styles['none']}>{i18n.t('Nothing matches.')}</p> : null}
          </Popover>
        </Suspense>
      ) : null}
    </span>
  )
}
