/**
 * Shortcuts. A page binds what can be done on it while it is shown; the sheet behind `?` lists exactly what is bound, so it
 * cannot promise a key that does nothing. Single letters rest while something is typed or a dialog is open.
 */
import { useEffect, useRef } from 'react'
import { SECOND_MS } from '#kit/time.ts'
import { isOverlaid, isTyping } from '../data-table/list-keys.ts'

export interface Shortcut {
  /** `E`, `?`, `Mod+K`, or a sequence `G N`. */
  readonly keys: string
  readonly label: string
  readonly group: 'everywhere' | 'go' | 'page'
  readonly run: () => void
}

const bound = new Set<{ current: Shortcut }>()

/** The second key of a sequence must come within this. */
const SEQUENCE_MS = 1.2 * SECOND_MS

/** Everything that is bound now, for the sheet. */
export function boundShortcuts(): readonly Shortcut[] {
  return [...bound].map((one) => one.current)
}

/** Binds while the component is shown. */
export function useShortcut(shortcut: Shortcut): void {
  const held = useRef(shortcut)
  useEffect(() => {
    held.current = shortcut
  })
  useEffect(() => {
    bound.add(held)
    return () => void bound.delete(held)
  }, [])
}

let first = ''
let firstAt = 0

function strokeOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return event.metaKey || event.ctrlKey ? `Mod+${key}` : key
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const stroke = strokeOf(event)
  const held = stroke.startsWith('Mod+')
  if (!held && (isTyping(event.target) || isOverlaid())) return
  const sequence = event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${stroke}` : ''
  const hit = boundShortcuts().findLast((one) => one.keys === sequence) ?? boundShortcuts().findLast((one) => one.keys === stroke)
  first = hit ? '' : stroke
  firstAt = event.timeStamp
  if (!hit) return
  event.preventDefault()
  hit.run()
}

/** Called once by the shell. */
export function listenForShortcuts(): () => void {
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
