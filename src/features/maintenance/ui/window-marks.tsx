/** Tells whoever draws charts when windows and freezes took place; shows nothing itself. */
import { useEffect } from 'react'
import type { Slots } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { DAY_MS } from '#kit/time.ts'
import { useMaintenance } from './client.ts'

/** The calendar answers no longer stretches, and of a longer one each would be a hair. */
const DAYS_MAX = 100

export function WindowMarks({ applicationId, from, to, onMarks }: Slots['marks.windows']) {
  const enabled = useSession().permissions.has('maintenance.windows.read') && Date.parse(to) - Date.parse(from) <= DAYS_MAX * DAY_MS
  const { data } = useRead(useMaintenance(), 'listCalendar', { query: { applicationId, from, to } }, { enabled, keep: true })
  useEffect(() => {
    const times = (data?.items ?? []).map(({ title, startsAt, endsAt }) => ({
      words: title,
      at: Date.parse(startsAt),
      endsAt: Date.parse(endsAt),
    }))
    if (data) onMarks(times.map((one) => ({ kind: 'window', ...one })))
  }, [data, onMarks])
  return null
}
