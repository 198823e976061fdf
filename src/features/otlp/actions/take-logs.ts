/** Takes the log lines of a request. */
import { refusedLineWords, takeLines } from '#features/logs/public.ts'
import type { Refusal } from '../domain/answer.ts'
import { linesOf } from '../domain/lines.ts'
import { logsRequest } from '../domain/log-messages.ts'
import type { Body } from './read-body.ts'
import { repeatedByLines } from '../domain/repeated.ts'
import { readCounted, type Needs, type Sender } from './taking.ts'

/** Resolves when all lines that are not counted as refused are on the disk. Throws a Fault when nothing of the request was kept. */
export async function takeLogs(platform: Needs, sender: Sender, body: Body): Promise<Refusal> {
  const source = { ...sender, protocol: 'otlp_logs' as const }
  const lines = linesOf(await readCounted(platform, source, { shape: logsRequest, repeated: repeatedByLines }, body))
  const { refused, refusedLines } = await takeLines(platform, source, { bytes: body.bytes.length, lines })
  return { count: refusedLines.length, words: refusedLineWords(refused) }
}
