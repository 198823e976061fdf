/** Holds what is followed while somebody reads: when the top of the list is out of sight, or a line is open. */
import { useEffect, useRef, useState } from 'react'
import type { Tail } from '../domain/tail.ts'
import type { Line } from './client.ts'

export function useHeld(tail: Tail<Line>, isReading: boolean, stopReading: () => void) {
  const top = useRef<HTMLDivElement>(null)
  const [isAway, setAway] = useState(false)
  const [held, setHeld] = useState<readonly Line[] | null>(null)
  const latest = useRef(tail.lines)
  useEffect(() => {
    latest.current = tail.lines
  })
  useEffect(() => {
    if (!top.current) return
    const observer = new IntersectionObserver(([entry]) => setAway(entry !== undefined && !entry.isIntersecting))
    observer.observe(top.current)
    return () => observer.disconnect()
  }, [])
  const isHeld = isAway || isReading
  useEffect(() => setHeld(isHeld ? latest.current : null), [isHeld])
  const known = held === null ? null : new Set(held.map(({ id }) => id))
  return {
    top,
    lines: held ?? tail.lines,
    /** Goes back to the top, where lines are shown as they come. */
    resume: () => {
      stopReading()
      top.current?.scrollIntoView({ block: 'center' })
    },
    /** Null: it is not held. */
    waiting: known === null ? null : tail.lines.filter(({ id }) => !known.has(id)).length,
  }
}
