/** A mail queue on a database of its own, with a simulated clock and with DNS that says what a test publishes. */
import { createHash, createPublicKey, createVerify } from 'node:crypto'
import { afterAll } from 'vitest'
import { instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import { openEgress } from '#platform/egress/open.ts'
import { openMail } from '#platform/mail/open.ts'
import { aMail, type Taken } from '#platform/mail/testing.ts'
import { openListen } from '#platform/pg/listen.ts'
import { secretsUnder } from '#platform/secrets/open.ts'
import { testLogger as logger, testMetrics } from './quiet.ts'
import { testDatabase } from './stores.ts'

/** In the past: senders in processes of their own go by the machine’s clock. */
export const START = instant('2026-03-01T09:00:00Z')

/** Stopped when the test file is done. */
export async function testMail() {
  const { pg, work, connection } = await testDatabase()
  const clock = new SimulatedClock(START)
  const metrics = testMetrics()
  const published = new Map<string, string>()
  const mail = openMail({
    pg,
    work,
    clock,
    logger,
    metrics,
    listen: openListen({ pg, logger }),
    config: { publicUrl: 'https://support.northwind.example' },
    secrets: secretsUnder([Buffer.alloc(32, 7)]),
    egress: openEgress({ config: { egressAllow: [] }, logger, metrics }),
    lookUpTxt: async (name) => {
      const record = published.get(name)
      if (record === undefined) throw Object.assign(new Error('none'), { code: 'ENODATA' })
      return [[record]]
    },
  })
  afterAll(() => mail.stop())
  const send = (message = aMail()) => work.run((tx) => mail.queue(tx, message))
  const read = async (id: string) => {
    const found = await work.read((tx) => mail.find(tx, id))
    if (!found) throw new Error('no such message')
    return found
  }
  const repeats = async (reason: string) =>
    (await metrics.registry.getSingleMetric('pitcrew_mail_repeats_total')?.get())?.values.find(({ labels }) => labels['reason'] === reason)
      ?.value ?? 0
  return { connection, pg, work, clock, mail, send, read, repeats, published }
}

/** RFC 6376 with relaxed canonicalisation, by hand. `record` is what DNS says about the key. */
export function verifiesDkim(taken: Pick<Taken, 'raw'>, record: string): boolean {
  const at = taken.raw.indexOf('\r\n\r\n')
  const headers = taken.raw.slice(0, at).split(/\r\n(?![ \t])/)
  const relaxed = (line: string): string => {
    const colon = line.indexOf(':')
    return `${line.slice(0, colon).trim().toLowerCase()}:${line
      .slice(colon + 1)
      .replaceAll(/\s+/g, ' ')
      .trim()}`
  }
  const signature = headers.find((line) => /^dkim-signature:/i.test(line)) ?? ''
  const tag = (name: string): string => (new RegExp(`[;:]\\s*${name}=([^;]*)`).exec(signature)?.[1] ?? '').replaceAll(/\s+/g, '')
  const body = taken.raw
    .slice(at + 4)
    .replaceAll(/[ \t]+(?=\r\n)/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '\r\n')
  if (createHash('sha256').update(body).digest('base64') !== tag('bh')) return false
  const signed = tag('h')
    .split(':')
    .flatMap((name) => headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).slice(-1))
  const data = [...signed.map(relaxed), relaxed(signature.replace(/([;:]\s*b=)[^;]*/, '$1'))].join('\r\n')
  const key = createPublicKey({ key: Buffer.from(/p=(.*)$/.exec(record)?.[1] ?? '', 'base64'), format: 'der', type: 'spki' })
  return createVerify('sha256').update(data).verify(key, tag('b'), 'base64')
}
