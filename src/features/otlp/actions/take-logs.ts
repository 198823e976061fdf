/** Takes the log lines of a request. */
import { refusedLineWords, takeLinesTogether } from '#features/logs/public.ts'
import type { Refusal } from '../domain/answer.ts'
import { linesOf } from '../domain/lines.ts'
import { logsRequest, type ResourceLogs } from '../domain/log-messages.ts'
import type { Body } from './read-body.ts'
import { repeatedByLines } from '../domain/repeated.ts'
import { parted, readCounted, summed, wordsWith, type Needs, type Sender } from './taking.ts'

const message = { protocol: 'otlp_logs', shape: logsRequest, repeated: repeatedByLines } as const
const itemsOf = ({ scopeLogs }: ResourceLogs) => scopeLogs.reduce((sum, { logRecords }) => sum + logRecords.length, 0)

/** Resolves when all lines that are not counted as refused are on the disk. Throws a Fault when nothing of the request was kept. */
export async function takeLogs(platform: Needs, sender: Sender, body: Body): Promise<Refusal> {
  const { resourceLogs } = await readCounted(platform, sender, message, body)
  const bytes = body.bytes.length
  const { parts, unassigned, note } = parted(platform, sender, { protocol: message.protocol, resources: resourceLogs, itemsOf, bytes })
  const sent = parts.map(({ resources, ...part }) => ({ ...part, lines: linesOf({ resourceLogs: resources }) }))
  const receipts = await takeLinesTogether(platform, sent)
  note()
  const count = receipts.reduce((sum, { refusedLines }) => sum + refusedLines.length, unassigned)
  return { count, words: wordsWith(unassigned, refusedLineWords(summed(receipts.map(({ refused }) => refused)))) }
}
