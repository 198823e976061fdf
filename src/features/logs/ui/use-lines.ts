/** The lines and counts that the address asks for, up to now while nobody has chosen a step of the chart. */
import { useRef, useState } from 'react'
import { usePages, useRead } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { nowMs } from '#design/time/now.ts'
import { instant, MINUTE_MS, SECOND_MS, toIso } from '#kit/time.ts'
import { LINES_TOPIC, useLogs } from './client.ts'
import { type LogsSearch, RANGES_MS } from './screens.ts'

const AT_ONCE = 100
/** The chart of a time that is followed: a bar grows no faster than eyes tell, and counting reads the whole time. */
const COUNT_AGAIN_MS = 10 * SECOND_MS

/** Exact to the minute, so that looking again within it asks for the same and what is shown stays. */
const thisMinute = () => Math.floor(nowMs() / MINUTE_MS) * MINUTE_MS

/** What is looked for, without the time, as the routes take it. */
export function askedOf(search: LogsSearch) {
  return {
    words: search.words ?? '',
    severity: search.severity ?? ('unknown' as const),
    attributes: search.attributes ?? '{}',
    resource: search.resource ?? '{}',
    ...(search.service === undefined ? {} : { service: search.service }),
  }
}

/** With `isLive` counts again when new lines are told of; following the lines themselves is `useTail`. */
export function useLines(environment: string, search: LogsSearch, isLive: boolean) {
  const logs = useLogs()
  const [asOf, setAsOf] = useState(thisMinute)
  const countedAt = useRef(0)
  const query = {
    from: search.from ?? toIso(instant(asOf - RANGES_MS[search.range ?? '1h'])),
    ...(search.to ? { to: search.to } : {}),
    ...askedOf(search),
  }
  const params = { id: environment }
  const lines = usePages(logs, 'listLines', { params, query: { ...query, limit: AT_ONCE } })
  const counts = useRead(logs, 'countLines', { params, query }, { keep: true })
  const again = () => {
    const now = thisMinute()
    setAsOf(now)
    if (now !== asOf) return
    lines.refetch()
    void counts.refetch()
  }
  useLive(LINES_TOPIC, (told) => {
    const { environmentId } = told as { readonly environmentId: string }
    const now = nowMs()
    if (!isLive || environmentId !== environment || now - countedAt.current < COUNT_AGAIN_MS) return
    countedAt.current = now
    void counts.refetch()
  })
  return { lines, counts, again, query }
}
