/** The browser's clock, read in one place. Taken from the monotonic timer so that a corrected system clock does not make figures jump. */
import { useSyncExternalStore } from 'react'
import { SECOND_MS } from '#kit/time.ts'

const TICK_MS = 10 * SECOND_MS

export function nowMs(): number {
  return performance.timeOrigin + performance.now()
}

let tickMs = typeof performance === 'undefined' ? 0 : nowMs()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tickMs = nowMs()
    for (const each of listeners) each()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time, good to ten seconds; one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => tickMs)
}
