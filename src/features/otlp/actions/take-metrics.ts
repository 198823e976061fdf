/** Takes the metrics of a request. */
import { intakeOf, refusalWords, SAMPLES_PER_REQUEST_MAX } from '#features/telemetry/public.ts'
import type { Refusal } from '../domain/answer.ts'
import { metricPoints } from '../domain/metric-points.ts'
import { metricsRequest, pointsOf } from '../domain/messages.ts'
import type { Body } from './read-body.ts'
import { parted, readCounted, summed, wordsWith, type Needs, type Sender } from './taking.ts'

const message = { protocol: 'otlp_metrics', shape: metricsRequest } as const

/** Resolves when all points that are not counted as refused are on the disk. Throws a Fault when nothing of the request was kept. */
export async function takeMetrics(platform: Needs, sender: Sender, body: Body): Promise<Refusal> {
  const { resourceMetrics } = await readCounted(platform, sender, message, body)
  const parting = { protocol: message.protocol, resources: resourceMetrics, itemsOf: pointsOf, bytes: body.bytes.length }
  const { parts, unassigned, note } = parted(platform, sender, parting)
  const sent = parts.map(({ resources, ...part }) => {
    const { samples, owners, unfit } = metricPoints({ resourceMetrics: resources }, SAMPLES_PER_REQUEST_MAX)
    return { ...part, points: samples, owners, unfit }
  })
  const receipts = await intakeOf(platform).takePointsTogether(sent)
  note()
  const count = receipts.reduce((sum, { refusedAt }, index) => {
    const { owners = [], unfit = {} } = sent[index] ?? {}
    const points = new Set(refusedAt.map((at) => owners[at]).filter((owner) => owner !== -1))
    return sum + points.size + Object.values(unfit).reduce((all, each) => all + each, 0)
  }, unassigned)
  return { count, words: wordsWith(unassigned, refusalWords(summed(receipts.map(({ refused }) => refused)))) }
}
