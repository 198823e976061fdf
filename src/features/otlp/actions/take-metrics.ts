/** Takes the metrics of a request. */
import { intakeOf, refusalWords, SAMPLES_PER_REQUEST_MAX } from '#features/telemetry/public.ts'
import type { Refusal } from '../domain/answer.ts'
import { metricPoints } from '../domain/metric-points.ts'
import { metricsRequest } from '../domain/messages.ts'
import type { Body } from './read-body.ts'
import { readCounted, type Needs, type Sender } from './taking.ts'

/** Resolves when all points that are not counted as refused are on the disk. Throws a Fault when nothing of the request was kept. */
export async function takeMetrics(platform: Needs, sender: Sender, body: Body): Promise<Refusal> {
  const source = { ...sender, protocol: 'otlp_metrics' as const }
  const request = await readCounted(platform, source, { shape: metricsRequest }, body)
  const { samples, owners, unfit } = metricPoints(request, SAMPLES_PER_REQUEST_MAX)
  const { refused, refusedAt } = await intakeOf(platform).takePoints(source, { bytes: body.bytes.length, points: samples, unfit })
  const points = new Set(refusedAt.map((at) => owners[at]).filter((owner) => owner !== -1))
  const count = points.size + Object.values(unfit).reduce((sum, each) => sum + each, 0)
  return { count, words: refusalWords(refused) }
}
