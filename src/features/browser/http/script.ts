/** `pitcrew.js` as browsers find it: under its plain name for a while, and under a name that says what it holds for ever. */
import { createHash } from 'node:crypto'
import type { Publication } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Script } from '../queries/pages.ts'
import { SCRIPT } from './script.gen.ts'

const PER_MINUTE = 60_000
const VERSION_LENGTH = 12

const version = createHash('sha256').update(SCRIPT).digest('hex').slice(0, VERSION_LENGTH)
const path = `/pitcrew-${version}.js` as const

/** Any page may read it, so that it can hold it against its digest (SRI). */
const script = {
  status: 200,
  mediaType: 'text/javascript; charset=utf-8',
  body: SCRIPT,
  etag: `"${version}"`,
  policy: "default-src 'none'",
  isForAnySite: true,
}
const plain = { ...script, cacheControl: 'public, max-age=3600' }
// A year is for ever, as browsers understand it.
const named = { ...script, cacheControl: 'public, max-age=31536000, immutable' }

export const scriptPublications: readonly Publication[] = [
  { id: 'browser.script', path: '/pitcrew.js', perMinute: PER_MINUTE, read: () => Promise.resolve(plain) },
  { id: 'browser.namedScript', path, perMinute: PER_MINUTE, read: () => Promise.resolve(named) },
]

export function scriptOf({ config }: Pick<Platform, 'config'>): Script {
  return { url: config.publicUrl + path, integrity: `sha384-${createHash('sha384').update(SCRIPT).digest('base64')}` }
}
