/** How a figure of a database went over time. */
import type { ReplyOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import { readLines } from '#features/monitoring/public.ts'
import type { Instant } from '#kit/time.ts'
import { databasesCodes } from '../contract/codes.ts'
import type { databasesContract } from '../contract/contract.ts'
import { DATABASE_LABEL, METRICS } from '../domain/metrics.ts'
import { seenDatabase, type Ask } from './ask.ts'

/** Labels that all series of a database share. */
const SHARED = new Set(['db.system.name', 'db.namespace', 'server.address', 'server.port', DATABASE_LABEL])

interface CourseAsk {
  readonly id: string
  readonly metric: string
  readonly range: { readonly from: Instant | undefined; readonly to: Instant | undefined; readonly points: number }
}

/** Throws `databases.unknown_metric`. */
export async function readCourse(ask: Ask, { id, metric, range }: CourseAsk): Promise<ReplyOf<(typeof databasesContract)['readCourse']>> {
  const { row } = await ask.platform.work.read((tx) => seenDatabase(tx, ask.caller, id))
  if (!METRICS[row.kind].some(({ name }) => name === metric)) throw new Fault(databasesCodes.unknown_metric)
  const having = { label: DATABASE_LABEL, value: toId('database', id) }
  const { from, stepSeconds, series } = await readLines(ask.platform, { environmentIds: [row.environmentId], metric, having, range })
  return { from, stepSeconds, series: series.map(({ labels, avg, max }) => ({ name: nameOf(labels), avg, max })) }
}

const nameOf = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .filter(([label]) => !SHARED.has(label))
    .map(([, value]) => value)
    .join(' · ')
