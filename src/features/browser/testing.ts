/** Builders for tests, and a valid call for each route. */
import { randomFrom } from '#kit/random.ts'
import type { Platform } from '#platform/platform.ts'
import { anIngestKey } from '#test/support/kept.ts'
import { testMetrics } from '#test/support/quiet.ts'
import type { Samples } from '#test/support/samples.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { PageIntake, pageKeeper } from './actions/page-intake.ts'
import { readMessage } from './domain/item.ts'

export type Sent = readonly [kind: string, ageMs: number, route: string, name: string, value: number, status: number]

export const aMessage = (items: readonly unknown[], session = '0123456789abcdef'): string =>
  JSON.stringify({ session, release: 'web@7', items })

export const aVisit: readonly Sent[] = [
  ['view', 900, '/orders/4711', '', 1_840, 0],
  ['vital', 10, '/orders/4711', 'LCP', 1_500, 0],
  ['vital', 10, '/orders/4711', 'CLS', 0.02, 0],
  ['fetch', 500, '/orders/4711', '/api/orders/4711', 120, 502],
  ['feature', 300, '/orders/4711', 'checkout', 1, 0],
  ['time', 0, '/orders/4711', '', 30_000, 0],
]

const projectIn = (dsn: string): string => dsn.slice(dsn.lastIndexOf('/') + 1)
const keyIn = (dsn: string): string => dsn.replace(/^.*\/\/(\w+)@.*$/, '$1')

export const samples: Samples = {
  'browser.takePage': async (world) => {
    const { ingestKey } = await anIngestKey(world)
    return {
      params: { project: projectIn(ingestKey.dsn) },
      environmentKey: keyIn(ingestKey.dsn),
      bytes: { type: 'text/plain', content: Buffer.from(aMessage(aVisit)) },
    }
  },
  'browser.readGlance': async (world) => {
    const { ingestKey } = await anIngestKey(world)
    return { params: { id: world.applicationA }, query: { environmentId: ingestKey.environmentId } }
  },
  'browser.readPages': ({ applicationA }) => ({ params: { id: applicationA }, query: { hours: '24' } }),
}

/** Messages that are damaged, of wrong types, nested, repeated or nothing of the kind; the same ones for the same seed. */
export function* hostileMessages(count: number, seed: number): Generator<Buffer> {
  const random = randomFrom(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  const odd = [null, -1, 1e308, '', '\u0000', '../../etc/passwd', 'x'.repeat(300), {}, [], true, '__proto__', '<script>', '/a?password=x']
  for (let made = 0; made < count; made++) {
    const kind = below(20)
    const items = Array.from({ length: below(6) }, () => {
      const item: unknown[] = [...(aVisit[below(aVisit.length)] ?? [])]
      for (let changes = below(3); changes > 0; changes--) item[below(7)] = odd[below(odd.length)]
      return item
    })
    const bytes = Buffer.from(aMessage(kind === 1 ? Array.from({ length: 300 }, () => aVisit[0]) : items))
    for (let flips = below(4); flips > 0; flips--) bytes[below(bytes.length)] = below(256)
    if (kind === 0) yield Buffer.from(Array.from({ length: below(300) }, () => below(256)))
    else if (kind === 2) yield Buffer.from('['.repeat(below(5_000)))
    else if (kind === 3) yield Buffer.from(JSON.stringify(odd[below(odd.length)]))
    else yield bytes.subarray(0, below(4) === 0 ? below(bytes.length) : bytes.length)
  }
}

/** An intake of pages with its keeper, which is run by hand; in a folder of its own. */
export function openKeptPages(platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger'>) {
  const config = { dataFolder: scratchFolder() } as Platform['config']
  const intake = new PageIntake({ clock: platform.clock, config }, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const keeper = pageKeeper({ ...platform, metrics: testMetrics() }, intake)
  /** What pitcrew.js would send of a session (16 hexadecimal digits) of a release. */
  const tell = async (environmentId: string, told: { items: readonly Sent[]; session: string; release?: string }) => {
    const { items, session, release = 'web@7' } = told
    const message = readMessage(JSON.stringify({ session, release, items }))
    if (typeof message === 'string') throw new Error(message)
    await intake.take({ environmentId, keyId: null, protocol: 'browser' }, { bytes: 0, message })
  }
  return { tell, flush: () => keeper.run() }
}
