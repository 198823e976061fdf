/** Spans below each other, each a bar from when it began to when it ended; a tree for the keyboard and for screen readers. */
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { StateShape } from '#design/state-label/state-label.tsx'
import type { WaterfallRow } from '../domain/waterfall.ts'
import type { Step } from './client.ts'
import { lengthWords } from './words.ts'
import styles from './traces.module.css'

type Row = WaterfallRow<Step>

interface WaterfallProps {
  readonly rows: readonly Row[]
  readonly durationMs: number
  readonly chosen: string | null
  readonly onChoose: (span: string) => void
}

/** Deeper ones are not moved further in: the names would leave the page. */
const DEPTH_SHOWN_MAX = 12

export function Waterfall({ rows, durationMs, chosen, onChoose }: WaterfallProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const tree = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => openRows(rows, closed), [rows, closed])
  const at = Math.max(
    0,
    shown.findIndex(({ span }) => span.id === chosen),
  )
  const toggle = (id: string, close: boolean) =>
    setClosed((before) => new Set(close ? [...before, id] : [...before].filter((one) => one !== id)))
  const go = (to: number) => {
    const row = shown[Math.min(Math.max(to, 0), shown.length - 1)]
    if (!row) return
    onChoose(row.span.id)
    tree.current?.querySelector<HTMLElement>(`[data-span="${row.span.id}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = shown[at]
    if (!row) return
    const parent = shown.findLastIndex(({ depth }, index) => index < at && depth < row.depth)
    const isOpen = row.below > 0 && !closed.has(row.span.id)
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(shown.length - 1),
      ArrowLeft: () => (isOpen ? toggle(row.span.id, true) : go(Math.max(parent, 0))),
      ArrowRight: () => (row.below > 0 && !isOpen ? toggle(row.span.id, false) : go(at + 1)),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  return (
    <div ref={tree} role="tree" aria-label={i18n.t('Spans')} className={styles['tree']} onKeyDown={onKeyDown}>
      {shown.map((row, index) => (
        <SpanRow
          key={row.span.id}
          row={row}
          durationMs={durationMs}
          isChosen={index === at}
          isClosed={closed.has(row.span.id)}
          onChoose={() => go(index)}
          onToggle={() => toggle(row.span.id, !closed.has(row.span.id))}
        />
      ))}
    </div>
  )
}

/** Without what lies below a closed one. */
function openRows(rows: readonly Row[], closed: ReadonlySet<string>): readonly Row[] {
  const shown: Row[] = []
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as Row
    shown.push(row)
    if (closed.has(row.span.id)) at += row.below
  }
  return shown
}

interface SpanRowProps {
  readonly row: Row
  readonly durationMs: number
  readonly isChosen: boolean
  readonly isClosed: boolean
  readonly onChoose: () => void
  readonly onToggle: () => void
}

function SpanRow({ row: { span, depth, below, isOrphan }, durationMs, isChosen, isClosed, onChoose, onToggle }: SpanRowProps) {
  const per = (ms: number) => `${durationMs > 0 ? (100 * ms) / durationMs : 0}%`
  const isFailed = span.status === 'error'
  const label = [span.name, span.service, lengthWords(span.durationMs), ...(isFailed ? [i18n.t('failed')] : [])].join(', ')
  const opens = below > 0 ? { 'aria-expanded': !isClosed } : {}
  return (
    <div
      role="treeitem"
      tabIndex={isChosen ? 0 : -1}
      aria-level={depth + 1}
      aria-selected={isChosen}
      aria-label={label}
      data-span={span.id}
      className={cx(styles['row'], isChosen && styles['chosen'])}
      onClick={onChoose}
      {...opens}
    >
      <span className={styles['what']} style={{ paddingInlineStart: `${Math.min(depth, DEPTH_SHOWN_MAX) * 14}px` }}>
        <span
          className={styles['fold']}
          onClick={(event) => {
            event.stopPropagation()
            if (below > 0) onToggle()
          }}
        >
          {below === 0 ? null : isClosed ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        </span>
        {isFailed ? <StateShape tone="critical" /> : isOrphan ? <StateShape tone="unknown" /> : null}
        <span className={styles['text']}>
          {span.name} <span className={styles['quiet']}>{span.service}</span>
        </span>
      </span>
      <span className={styles['lane']}>
        <span
          className={cx(styles['bar'], isFailed && styles['failed'])}
          style={{ insetInlineStart: per(span.startMs), inlineSize: `max(2px, ${per(span.durationMs)})` }}
        />
      </span>
      <span className={styles['length']}>{lengthWords(span.durationMs)}</span>
    </div>
  )
}
