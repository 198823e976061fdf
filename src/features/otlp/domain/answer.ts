/** The answer to an export: empty when everything was kept, otherwise how many items were not and why. */
import { wireField, wireVarint } from '#kit/wire.ts'
import { REFUSED_POINTS } from './messages.ts'

/** By signal: what the protocol calls the count. */
const NAMES = { metrics: REFUSED_POINTS, traces: 'rejectedSpans', logs: 'rejectedLogRecords' } as const
export type Signal = keyof typeof NAMES

export interface Refusal {
  /** Items of the request; 0 when everything that was sent is kept and there is still something to say. */
  readonly count: number
  /** Empty: nothing to say. */
  readonly words: string
}

/** Export…ServiceResponse { 1: Export…PartialSuccess { 1: count, 2: words } } */
export function encodeAnswer(signal: Signal, form: 'protobuf' | 'json', { count, words }: Refusal): Buffer {
  if (form === 'json') {
    const partialSuccess = { ...(count > 0 && { [NAMES[signal]]: String(count) }), errorMessage: words }
    return Buffer.from(words === '' ? '{}' : JSON.stringify({ partialSuccess }))
  }
  if (words === '') return Buffer.alloc(0)
  const counted = count > 0 ? [Buffer.of(0x08, ...wireVarint(count))] : []
  return wireField(0x0a, [...counted, wireField(0x12, [Buffer.from(words)])])
}
