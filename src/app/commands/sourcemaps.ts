/** `pitcrew sourcemaps upload`: hands the source maps of a build to an installation; needs no stores. */
import { statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Egress, EgressAnswer } from '#platform/egress/egress.ts'
import { openEgress } from '#platform/egress/open.ts'
import { openLogger } from '#platform/logger/open.ts'
import { openMetrics } from '#platform/metrics.ts'
import { StartFault } from '#platform/start-fault.ts'
import { builtScripts, type BuiltScript } from './built-scripts.ts'
import { addressOf, keyOf } from './remote.ts'

export interface UploadOptions {
  readonly url: string
  readonly release: string
  readonly environment: string
  readonly key?: string
  readonly keyFile?: string
}

const ANSWER_BYTES_MAX = 64 * 1024
/** What an installation that restarts or is busy may take. */
const TRIES_MAX = 4
const WAIT_SECONDS_MAX = 60

/** Throws a StartFault that names the script which was refused, and why; those before it are kept. */
export async function uploadSourceMaps(folder: string, options: UploadOptions): Promise<void> {
  const [url, key] = [addressOf(options.url), keyOf(options, 'an API key that may upload source maps')]
  if (!/^env_[0-9a-hjkmnp-tv-z]{26}$/.test(options.environment)) throw new StartFault('--environment must be an id such as env_01jd4m….')
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new StartFault(`${folder} is no folder.`)
  const logger = openLogger('warn', { pretty: true, destination: process.stderr })
  const egress = openEgress({ config: { egressAllow: [] }, logger, metrics: openMetrics() })
  let count = 0
  for await (const script of builtScripts(path.resolve(folder))) {
    await upload(egress, { ...options, url, key }, script)
    process.stdout.write(`${script.name}\n`)
    count += 1
  }
  if (count === 0) throw new StartFault(`No script below ${folder} has a source map.`)
  process.stderr.write(`${count} of ${options.release} uploaded.\n`)
}

async function upload(egress: Egress, { url, key, release, environment }: UploadOptions & { readonly key: string }, script: BuiltScript) {
  const query = new URLSearchParams({ release, script: script.name, ...(script.debugId && { debugId: script.debugId }) })
  for (let tries = 1; ; tries++) {
    const answer = await egress.request({
      url: `${url}/api/pitcrew/v1/environments/${environment}/source-maps?${query}`,
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${key}` },
      body: script.map,
      timeoutMs: MINUTE_MS,
      answerBytesMax: ANSWER_BYTES_MAX,
      // Whoever starts the command names the installation; it mostly stands in the same network.
      privateAllowed: true,
    })
    if (answer.ok && answer.status === 204) return
    const isPassing = !answer.ok || answer.status === 429 || answer.status >= 500
    if (!isPassing || tries === TRIES_MAX) throw new StartFault(`${script.name} was not taken: ${whyNot(answer)}`)
    const asked = answer.ok ? Number(answer.headers['retry-after']) : Number.NaN
    await wait(Math.min(Number.isFinite(asked) ? asked : tries, WAIT_SECONDS_MAX) * SECOND_MS)
  }
}

/** As the installation says it: the detail of its problem document. */
function whyNot(answer: EgressAnswer): string {
  if (!answer.ok) return answer.detail
  try {
    const { detail, title } = JSON.parse(Buffer.from(answer.body).toString()) as { detail?: string; title?: string }
    return detail ?? title ?? `it answers with ${answer.status}.`
  } catch {
    // Something between here and there answered in a form of its own.
    return `it answers with ${answer.status}.`
  }
}
