/**
 * The vitals of a page load as https://github.com/GoogleChrome/web-vitals defines them, told once, when the page is hidden or left.
 * A page that was hidden before it painted says nothing about FCP and LCP: browsers do not paint what nobody sees.
 */

export type Vital = 'TTFB' | 'FCP' | 'LCP' | 'CLS' | 'INP'

interface Shift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
}
interface Interaction extends PerformanceEntry {
  readonly interactionId?: number
}
type Navigation = PerformanceNavigationTiming & { readonly activationStart?: number }

/** Shifts within a second of each other, and five seconds in all, are one disturbance. */
const SHIFT_GAP_MS = 1_000
const SHIFT_LENGTH_MS = 5_000
/** One in fifty interactions is an outlier; of so many the longest ones are kept. */
const PER_OUTLIER = 50
const LONGEST_KEPT = 10
const NOTICED_MS = 40

/** Returns what reads them as they are now. */
export function watchVitals(): () => ReadonlyMap<Vital, number> {
  const found = new Map<Vital, number>()
  const start = startOf()
  let hiddenAt = document.visibilityState === 'hidden' ? 0 : Infinity
  let isTouched = false
  const hide = (event: Event): void => {
    if (document.visibilityState === 'hidden') hiddenAt = Math.min(hiddenAt, event.timeStamp)
  }
  const touch = (): void => void (isTouched = true)
  addEventListener('visibilitychange', hide, true)
  for (const kind of ['keydown', 'click']) addEventListener(kind, touch, { once: true, capture: true })
  const byte = navigationOf()?.responseStart ?? 0
  if (byte > 0) found.set('TTFB', Math.max(0, byte - start))
  observe('paint', (entry) => {
    if (entry.name === 'first-contentful-paint' && entry.startTime < hiddenAt) found.set('FCP', Math.max(0, entry.startTime - start))
  })
  observe('largest-contentful-paint', (entry) => {
    if (!isTouched && entry.startTime < hiddenAt) found.set('LCP', Math.max(0, entry.startTime - start))
  })
  watchShifts(found)
  watchInteractions(found)
  return () => found
}

/** Of a page that was made ready before it was asked for, from when it was shown. */
export const startOf = (): number => navigationOf()?.activationStart ?? 0

export function navigationOf(): Navigation | undefined {
  return performance.getEntriesByType('navigation')[0] as Navigation | undefined
}

function watchShifts(found: Map<Vital, number>): void {
  let [sum, first, last] = [0, 0, 0]
  const isWatched = observe('layout-shift', (entry) => {
    const { value, hadRecentInput, startTime } = entry as Shift
    if (hadRecentInput) return
    const isNew = sum === 0 || startTime - last >= SHIFT_GAP_MS || startTime - first >= SHIFT_LENGTH_MS
    if (isNew) [sum, first] = [0, startTime]
    sum += value
    last = startTime
    found.set('CLS', Math.max(found.get('CLS') ?? 0, sum))
  })
  if (isWatched) found.set('CLS', 0)
}

function watchInteractions(found: Map<Vital, number>): void {
  const longest = new Map<number, number>()
  const seen = new Set<number>()
  const note = (entry: PerformanceEntry): void => {
    const id = (entry as Interaction).interactionId
    if (!id) return
    seen.add(id)
    longest.set(id, Math.max(longest.get(id) ?? 0, entry.duration))
    const sorted = [...longest].toSorted((a, b) => b[1] - a[1])
    for (const [lost] of sorted.slice(LONGEST_KEPT)) longest.delete(lost)
    const outliers = Math.min(sorted.length - 1, LONGEST_KEPT - 1, Math.floor(seen.size / PER_OUTLIER))
    found.set('INP', sorted[outliers]?.[1] ?? 0)
  }
  observe('event', note, { durationThreshold: NOTICED_MS })
  observe('first-input', note)
}

const takers: (() => void)[] = []

/** False where the browser knows nothing of the kind. */
export function observe(type: string, each: (entry: PerformanceEntry) => void, more: object = {}): boolean {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return false
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(each))
  observer.observe({ type, buffered: true, ...more })
  takers.push(() => observer.takeRecords().forEach(each))
  return true
}

/** Hears now what the browser has noted and would say later: of a page that is left it says nothing any more. */
export const hearAll = (): void => takers.forEach((take) => take())
