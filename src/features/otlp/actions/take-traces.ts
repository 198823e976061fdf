/** Takes the spans of a request. */
import { refusalWords } from '#features/telemetry/public.ts'
import { spanIntakeOf } from '#features/traces/public.ts'
import type { Refusal } from '../domain/answer.ts'
import { tracesRequest } from '../domain/messages.ts'
import { repeatedBySpans } from '../domain/repeated.ts'
import { spansOf } from '../domain/spans.ts'
import type { Body } from './read-body.ts'
import { readCounted, type Needs, type Sender } from './taking.ts'

/** Resolves when all spans that are not counted as refused are on the disk. Throws a Fault when nothing of the request was kept. */
export async function takeTraces(platform: Needs, sender: Sender, body: Body): Promise<Refusal> {
  const source = { ...sender, protocol: 'otlp_traces' as const }
  const spans = spansOf(await readCounted(platform, source, { shape: tracesRequest, repeated: repeatedBySpans }, body))
  const { refused } = await spanIntakeOf(platform).take(source, { bytes: body.bytes.length, spans })
  return { count: Object.values(refused).reduce((sum, each) => sum + each, 0), words: refusalWords(refused) }
}
