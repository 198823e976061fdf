/** Tells whoever draws charts since when incidents did harm; shows nothing itself. */
import { useEffect } from 'react'
import type { Slots } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { LASTING_STATES } from '../domain/words.ts'
import { useIncidents } from './client.ts'

/** The latest ones; more would hide the chart. */
const SHOWN_MAX = 50
const LASTING: readonly string[] = LASTING_STATES

export function IncidentMarks({ applicationId, environmentId, onMarks }: Slots['marks.incidents']) {
  const enabled = useSession().permissions.has('incidents.incidents.read')
  const query = { filter: `application:${applicationId}`, sort: 'newest', limit: SHOWN_MAX } as const
  const { data } = useRead(useIncidents(), 'listIncidents', { query }, { enabled })
  useEffect(() => {
    const here = data?.items.filter((one) => one.environmentId === null || one.environmentId === environmentId) ?? []
    const marks = here.map(({ label, harmStartedAt, state }) => {
      const mark = { kind: 'incident', words: label, at: Date.parse(harmStartedAt) } as const
      return LASTING.includes(state) ? { ...mark, endsAt: null } : mark
    })
    if (data) onMarks(marks)
  }, [data, environmentId, onMarks])
  return null
}
