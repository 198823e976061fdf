/** A time as distance from now; hover, focus and print show date, second and zone. */
import { usePreferences } from '../preferences/preferences.ts'
import { absoluteTime, relativeTime } from './format.ts'
import { useNow } from './now.ts'

export function RelativeTime({ at }: { readonly at: string | number }) {
  const now = useNow()
  usePreferences()
  const iso = typeof at === 'number' ? new Date(at).toISOString() : at
  return (
    <time dateTime={iso} title={absoluteTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}
