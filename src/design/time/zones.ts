/** Time zones to choose from, each with its present distance from UTC. */
import type { Option } from '../select/select.tsx'
import { nowMs } from './now.ts'

let known: readonly Option[] | undefined

/** All zones of this browser; `also` is listed even when the browser does not know it. */
export function zoneOptions(also: string): readonly Option[] {
  known ??= Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' '), note: offsetOf(value) }))
  return known.some((option) => option.value === also) ? known : [{ value: also, label: also }, ...known]
}

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(nowMs())
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
