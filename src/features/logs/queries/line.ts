/** One line, with what the same service wrote before and after it. */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, instant, later } from '#kit/time.ts'
import type { readingRoutes } from '../contract/reading.ts'
import type { LineFilter } from '../domain/search.ts'
import { bandOf } from '../domain/severity.ts'
import { findLine, listNewest, listOldest, type LinePlace } from '../store/read-lines.ts'
import { claimEnvironment, toLine, untilFull, type Ask } from './lines.ts'

/** On each side: what led to a line and what came of it mostly stands this near. */
const AROUND = 20

type Place = { readonly environmentId: string; readonly place: LinePlace; readonly service: string }

export async function readLine(
  ask: Ask,
  environmentId: string,
  id: string,
): Promise<z.output<(typeof readingRoutes)['readLine']['response']>> {
  await claimEnvironment(ask, environmentId)
  const place = placeOf(id)
  const line = await findLine(ask.platform.clickhouse, { environmentId, place })
  if (line === undefined) throw new Fault(common.not_found)
  const { severity, number: _number, ...rest } = line
  const [before, after] = await around(ask.platform, { environmentId, place, service: line.service })
  return {
    ...rest,
    id,
    severity: bandOf(severity),
    severityNumber: severity,
    isCut: false,
    before: before.map(toLine).toReversed(),
    after: after.map(toLine),
  }
}

function placeOf(id: string): LinePlace {
  const [at, number] = id.split('-').map(Number)
  return { at: instant(at ?? 0), number: (number ?? 0) >>> 0 }
}

/** Those before it from the nearest on, and those after it. */
function around({ clickhouse }: Ask['platform'], { environmentId, place, service }: Place) {
  const near = (list: typeof listNewest, timeOf: (reachMs: number) => Pick<LineFilter, 'from' | 'to'>) =>
    untilFull({ lengthMs: DAY_MS, limit: AROUND }, (reachMs) => {
      const filter = { ...timeOf(reachMs), words: [], severityMin: 0, service }
      return list(clickhouse, { environmentId, filter, beyond: place, limit: AROUND })
    })
  return Promise.all([
    near(listNewest, (reachMs) => ({ from: later(place.at, -reachMs), to: later(place.at, 1) })),
    near(listOldest, (reachMs) => ({ from: place.at, to: later(place.at, reachMs) })),
  ])
}
