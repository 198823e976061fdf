/** The way to a trace, for what names one. */
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import type { Slots } from '#design/navigation/slots.tsx'
import { traceScreen } from './screens.ts'

export function TraceLink({ environmentId, traceId, words }: Slots['trace.link']) {
  return <Link to={href(traceScreen, { environment: environmentId, trace: traceId })}>{words}</Link>
}
