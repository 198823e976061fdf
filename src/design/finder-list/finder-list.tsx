/**
 * A box to type in above a list that follows it (the combobox pattern with the list always open). Focus stays in the box;
 * arrows move, Enter chooses, Home and End jump. Used by the palette and by every switcher.
 */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Check, Search } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { KeyHint } from '../key-hint/key-hint.tsx'
import styles from './finder-list.module.css'

export interface FinderItem {
  readonly id: string
  readonly label: string
  readonly note?: string | undefined
  readonly icon?: ReactNode
  readonly shortcut?: string | undefined
}

export interface FinderSection {
  readonly id: string
  /** Empty for a list without headings. */
  readonly title: string
  readonly items: readonly FinderItem[]
}

export interface FinderListProps {
  readonly label: string
  readonly placeholder: string
  readonly sections: (typed: string) => readonly FinderSection[]
  readonly onChoose: (id: string) => void
  readonly onType?: (typed: string) => void
  /** Gets a tick. */
  readonly current?: string
  /** Under the list: what is being looked for, hints. */
  readonly foot?: ReactNode
}

export function FinderList({ label, placeholder, sections, onChoose, onType, current, foot }: FinderListProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const shown = sections(typed.trim()).filter((section) => section.items.length > 0)
  const flat = shown.flatMap((section) => section.items)
  const active = flat[Math.min(at, flat.length - 1)]
  const optionId = (item: FinderItem) => `${id}-${item.id}`

  const move = (to: number) => {
    const next = Math.max(0, Math.min(flat.length - 1, to))
    setAt(next)
    const item = flat[next]
    if (item) document.getElementById(optionId(item))?.scrollIntoView({ block: 'nearest' })
  }
  const onKey = (event: KeyboardEvent) => {
    const here = flat.indexOf(active ?? ({} as FinderItem))
    const moves: Readonly<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: flat.length - 1 }
    const to = moves[event.key]
    if (to !== undefined && !(typed && (event.key === 'Home' || event.key === 'End'))) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter' && active) {
      event.preventDefault()
      onChoose(active.id)
    }
  }

  return (
    <div className={styles['finder']}>
      <div className={styles['box']}>
        <Search aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? optionId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            onType?.(event.target.value.trim())
          }}
          onKeyDown={onKey}
          className={styles['input']}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles['list']}>
        {shown.map((section) => (
          <div key={section.id} role="group" {...(section.title ? { 'aria-label': section.title } : {})}>
            {section.title ? (
              <div className={styles['title']} aria-hidden="true">
                {section.title}
              </div>
            ) : null}
            {section.items.map((item) => (
              <div
                key={item.id}
                id={optionId(item)}
                role="option"
                aria-selected={item === active}
                className={cx(styles['option'], item === active && styles['active'])}
                onMouseMove={() => setAt(flat.indexOf(item))}
                onClick={() => onChoose(item.id)}
              >
                {item.icon}
                <span className={styles['label']}>{item.label}</span>
                {item.note ? <span className={styles['note']}>{item.note}</span> : null}
                {item.id === current ? <Check aria-hidden className={styles['tick']} /> : null}
                {item.shortcut ? <KeyHint keys={item.shortcut} /> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
      {flat.length === 0 ? (
        <p className={styles['none']} role="status">
          {i18n.t('Nothing matches.')}
        </p>
      ) : null}
      {foot}
    </div>
  )
}
