/** Takes the spans of a request. */
import { refusalWords } from '#features/telemetry/public.ts'
import { spanIntakeOf } from '#features/traces/public.ts'
import type { Refusal } from '../domain/answer.ts'
import { tracesRequest, type ResourceSpans } from '../domain/messages.ts'
import { repeatedBySpans } from '../domain/repeated.ts'
import { spansOf } from '../domain/spans.ts'
import type { Body } from './read-body.ts'
import { parted, readCounted, summed, wordsWith, type Needs, type Sender } from './taking.ts'

const message = { protocol: 'otlp_traces', shape: tracesRequest, repeated: repeatedBySpans } as const
const itemsOf = ({ scopeSpans }: ResourceSpans) => scopeSpans.reduce((sum, { spans }) => sum + spans.length, 0)

/** Resolves when all spans that are not counted as refused are on the disk. Throws a Fault when nothing of the request was kept. */
export async function takeTraces(platform: Needs, sender: Sender, body: Body): Promise<Refusal> {
  const { resourceSpans } = await readCounted(platform, sender, message, body)
  const bytes = body.bytes.length
  const { parts, unassigned, note } = parted(platform, sender, { protocol: message.protocol, resources: resourceSpans, itemsOf, bytes })
  const sent = parts.map(({ resources, ...part }) => ({ ...part, spans: spansOf({ resourceSpans: resources }) }))
  const receipts = await spanIntakeOf(platform).takeTogether(sent)
  note()
  const refused = summed(receipts.map((receipt) => receipt.refused))
  const count = Object.values(refused).reduce((sum, each) => sum + each, unassigned)
  return { count, words: wordsWith(unassigned, refusalWords(refused)) }
}
