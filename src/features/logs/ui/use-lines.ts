/** The lines and counts that the address asks for, up to now while nobody has chosen a step of the chart. */
import { useState } from 'react'
import { usePages, useRead } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { nowMs } from '#design/time/now.ts'
import { instant, MINUTE_MS, toIso } from '#kit/time.ts'
import { LINES_TOPIC, useLogs } from './client.ts'
import { type LogsSearch, RANGES_MS } from './screens.ts'

const AT_ONCE = 100

/** Exact to the minute, so that looking again within it asks for the same and what is shown stays. */
const thisMinute = () => Math.floor(nowMs() / MINUTE_MS) * MINUTE_MS

/** With `isLive` looks again when new lines are told of. */
export function useLines(environment: string, search: LogsSearch, isLive: boolean) {
  const logs = useLogs()
  const [asOf, setAsOf] = useState(thisMinute)
  const query = {
    from: search.from ?? toIso(instant(asOf - RANGES_MS[search.range ?? '1h'])),
    ...(search.to ? { to: search.to } : {}),
    words: search.words ?? '',
    severity: search.severity ?? 'unknown',
    ...(search.service === undefined ? {} : { service: search.service }),
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
    if (isLive && !search.to && environmentId === environment) again()
  })
  return { lines, counts, again }
}
