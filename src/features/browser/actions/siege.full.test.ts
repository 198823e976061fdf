/** A hundred thousand messages that no page of ours would send: each is answered, none is kept that should not be, memory stays bounded. */
import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { readMessage } from '../domain/item.ts'
import { decodeRecord } from '../domain/record.ts'
import { ITEM_KINDS, ROUTES_MAX, VALUE_MAX } from '../domain/words.ts'
import { aMessage, aVisit, hostileMessages } from '../testing.ts'
import { PageIntake } from './page-intake.ts'

const MESSAGES = 100_000
const GROWTH_BYTES_MAX = 200 * 1024 * 1024
const source = { environmentId: '01890a5d-ac96-774b-bcce-b302099a8057', keyId: null, protocol: 'browser' } as const

test('hostile messages are refused or read within the limits, and the next good one works', async () => {
  const clock = new SimulatedClock(instant('2026-11-22T10:00:00Z'))
  const config = { dataFolder: scratchFolder() } as Platform['config']
  const intake = new PageIntake({ clock, config }, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const before = process.memoryUsage().rss
  let [kept, refused] = [0, 0]
  const writes: Promise<void>[] = []
  for (const bytes of hostileMessages(MESSAGES, 7)) {
    clock.advance(10)
    const message = readMessage(bytes.toString())
    if (typeof message === 'string') {
      refused += 1
      continue
    }
    kept += message.items.length
    writes.push(intake.take(source, { bytes: bytes.length, message }))
    if (writes.length === 500) await Promise.all(writes.splice(0))
  }
  await Promise.all(writes)
  const good = readMessage(aMessage(aVisit))
  if (typeof good === 'string') throw new Error(good)
  await intake.take(source, { bytes: 1, message: good })
  expect(refused).toBeGreaterThan(MESSAGES / 20)
  expect(kept).toBeGreaterThan(MESSAGES / 20)
  expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH_BYTES_MAX)
  const segments = await intake.spool.open()
  await segments.end()
  const routes = new Set<string>()
  for (const name of segments.ended()) {
    for (const record of (await segments.read(name)).records.map(decodeRecord)) {
      for (const { kind, value, route } of record?.items ?? []) {
        expect(ITEM_KINDS).toContain(kind)
        expect(value >= 0 && value <= VALUE_MAX).toBe(true)
        routes.add(route)
      }
    }
  }
  expect(routes.size).toBeLessThanOrEqual(2 * ROUTES_MAX)
}, 240_000)
