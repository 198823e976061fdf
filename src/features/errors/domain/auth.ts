/** Finds the key of a DSN in the three places in which clients put it. */
import type { Json } from './read.ts'
import { valueIn } from './read.ts'

/** `Sentry sentry_version=7, sentry_client=raven/1.0, sentry_key=…`; null when there is none. */
export function keyInHeader(header: string | undefined): string | null {
  return /(?:^|[\s,])sentry_key=([\w-]{1,100})/i.exec(header ?? '')?.[1] ?? null
}

/** Of the DSN that an envelope names, as browsers do that may not send headers; null when there is none. */
export function keyInEnvelope(header: Json): string | null {
  const dsn = valueIn(header, 'dsn')
  return typeof dsn === 'string' ? (/^https?:\/\/([\w-]{1,100})@/i.exec(dsn)?.[1] ?? null) : null
}
