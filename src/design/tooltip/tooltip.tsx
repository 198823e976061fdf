/**
 * A few words that appear on hover and focus, and go with Escape. Drawn in the top layer, placed by hand: react-aria's would
 * cost the first screen 15 kB. Never the only place where something is said that a phone needs.
 */
import { cloneElement, type FocusEvent, type PointerEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react'
import { KeyHint } from '../key-hint/key-hint.tsx'
import styles from './tooltip.module.css'

const GAP = 6
const EDGE = 8

export interface TooltipProps {
  readonly words: string
  readonly shortcut?: string
  /** Exactly one focusable element. */
  readonly children: ReactElement<TriggerProps>
}

interface TriggerProps {
  readonly onPointerEnter?: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerLeave?: () => void
  readonly onPointerDown?: () => void
  readonly onFocus?: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur?: () => void
  readonly 'aria-describedby'?: string | undefined
}

export function Tooltip({ words, shortcut, children }: TooltipProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const hide = () => setAnchor(null)
  return (
    <>
      {cloneElement(children, {
        'aria-describedby': anchor ? id : undefined,
        onPointerEnter: ({ pointerType, currentTarget }) => {
          if (pointerType === 'mouse') setAnchor(currentTarget)
        },
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setAnchor(currentTarget)
        },
        onBlur: hide,
      })}
      {anchor ? <Bubble id={id} anchor={anchor} words={words} shortcut={shortcut} onEscape={hide} /> : null}
    </>
  )
}

interface BubbleProps {
  readonly id: string
  readonly anchor: HTMLElement
  readonly words: string
  readonly shortcut: string | undefined
  readonly onEscape: () => void
}

function Bubble({ id, anchor, words, shortcut, onEscape }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const element = bubble.current
    if (!element) return
    element.showPopover()
    place(element, anchor.getBoundingClientRect())
    const onKey = (event: KeyboardEvent) => (event.key === 'Escape' ? onEscape() : undefined)
    window.addEventListener('keydown', onKey)
    window.addEventListener('scroll', onEscape, true)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('scroll', onEscape, true)
    }
  }, [anchor, onEscape])
  return (
    <span ref={bubble} id={id} role="tooltip" popover="manual" className={styles['tooltip']}>
      {words}
      {shortcut ? <KeyHint keys={shortcut} /> : null}
    </span>
  )
}

/** Below its anchor and centred, or above where there is no room; never over the edge of the window. */
function place(element: HTMLElement, anchor: DOMRect): void {
  const { width, height } = element.getBoundingClientRect()
  const left = Math.min(Math.max(EDGE, anchor.left + anchor.width / 2 - width / 2), innerWidth - width - EDGE)
  const below = anchor.bottom + GAP + height < innerHeight
  element.style.left = `${left}px`
  element.style.top = `${below ? anchor.bottom + GAP : anchor.top - GAP - height}px`
}
