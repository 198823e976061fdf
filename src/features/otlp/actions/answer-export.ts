/** Takes what an export brings and answers it in the form in which it came. */
import { encodeAnswer, type Refusal, type Signal } from '../domain/answer.ts'
import type { Body } from './read-body.ts'
import type { Needs, Sender } from './taking.ts'

export interface Exported {
  readonly signal: Signal
  readonly take: (platform: Needs, sender: Sender, body: Body) => Promise<Refusal>
}

/** Throws a Fault when nothing of the request was kept. */
export async function answerExport(platform: Needs, { signal, take }: Exported, sender: Sender, body: Body): Promise<Buffer> {
  return encodeAnswer(signal, body.form, await take(platform, sender, body))
}
