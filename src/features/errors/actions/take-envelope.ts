/** Takes what Sentry's clients send: reads each item, and hands it to the intake of errors, transactions to that of spans. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import type { Source } from '#features/telemetry/public.ts'
import { spanIntakeOf, type Span } from '#features/traces/public.ts'
import { parseObject, type Envelope, type Item } from '../domain/envelope.ts'
import type { ErrorEvent } from '../domain/event.ts'
import { idOf, readFeedback, readUserReport, type Feedback } from '../domain/feedback.ts'
import { ITEM_BYTES_MAX } from '../domain/limits.ts'
import { millisecondsIn, textIn, type Json } from '../domain/read.ts'
import { readEvent, userIn } from '../domain/read-event.ts'
import { readSession, readSessionSums, type SessionCount } from '../domain/session.ts'
import { readTransaction } from '../domain/transaction.ts'
import type { ErrorIntake, Refused, SentFile } from './error-intake.ts'

export interface Taken {
  /** Id of the event; empty when there was none. */
  readonly id: string
  /** Seconds for which no transactions are to be sent; 0: as many as before. */
  readonly spansWaitSeconds: number
}

interface Read {
  readonly events: { readonly event: ErrorEvent; readonly user: string }[]
  readonly sessions: SessionCount[]
  readonly feedback: { readonly feedback: Feedback; readonly user: string }[]
  readonly files: Item[]
  readonly spans: Span[]
  readonly refused: Refused
}

/**
 * Resolves when all that is not counted as refused is on the disk. Throws what the intake of errors throws, and then nothing is.
 * Spans beyond their quota are dropped, and the answer says for how long: the errors of the request are worth more.
 */
export async function takeEnvelope(
  needs: { readonly platform: Pick<Platform, 'config' | 'clock'>; readonly intake: ErrorIntake },
  source: Source,
  { envelope, bytes }: { readonly envelope: Envelope; readonly bytes: number },
): Promise<Taken> {
  const read: Read = { events: [], sessions: [], feedback: [], files: [], spans: [], refused: {} }
  const envelopeId = textIn(envelope.header, 'event_id')
  for (const item of envelope.items) readItem(item, envelopeId, read)
  const { events, sessions, feedback, spans, refused } = read
  const files = filesOf(read, idOf(envelopeId))
  const sentAt = millisecondsIn(envelope.header, 'sent_at')
  await needs.intake.take(source, { bytes, events, sessions, feedback, files, sentAt, refused })
  const spansWaitSeconds = spans.length > 0 ? await takeSpans(needs.platform, source, spans) : 0
  return { id: events[0]?.event.id ?? feedback[0]?.feedback.id ?? '', spansWaitSeconds }
}

/** All files of an envelope belong to the one event that it names, and to whom that happened. */
function filesOf({ files, events, feedback, refused }: Read, eventId: string): readonly SentFile[] {
  if (files.length > 0 && eventId === '') refused.event_unreadable = (refused.event_unreadable ?? 0) + files.length
  if (eventId === '') return []
  const user = events.find(({ event }) => event.id === eventId)?.user ?? feedback.find((one) => one.feedback.id === eventId)?.user ?? ''
  return files.map(({ header, payload }) => ({ eventId, name: textIn(header, 'filename'), bytes: payload, user }))
}

async function takeSpans(platform: Pick<Platform, 'config' | 'clock'>, source: Source, spans: readonly Span[]): Promise<number> {
  try {
    await spanIntakeOf(platform).take(source, { bytes: 0, spans })
    return 0
  } catch (error) {
    if (error instanceof Fault && error.retryAfterSeconds !== undefined) return error.retryAfterSeconds
    throw error
  }
}

function readItem(item: Item, envelopeId: string, read: Read): void {
  const known = Object.hasOwn(itemKinds, item.type) ? itemKinds[item.type] : undefined
  if (known === undefined) return count(read, 'item_unknown')
  if (known === 'passed_over') return
  if (known === 'file') return void read.files.push(item)
  const json = item.payload.length > ITEM_BYTES_MAX ? undefined : parseObject(item.payload)
  if (json === undefined || !known(json, read, envelopeId)) count(read, 'event_unreadable')
}

function count({ refused }: Read, reason: keyof Refused): void {
  refused[reason] = (refused[reason] ?? 0) + 1
}

/** Reads an item into `read`; false when it is not what it says. */
type ReadItem = (json: Json, read: Read, envelopeId: string) => boolean

const readError: ReadItem = (json, read, envelopeId) => {
  const event = readEvent(json, envelopeId)
  if (event === undefined) return false
  read.events.push({ event, user: userIn(json) })
  return true
}

const reading =
  (readWords: (json: Json, envelopeId: string) => Feedback | undefined): ReadItem =>
  (json, read, envelopeId) => {
    const feedback = readWords(json, envelopeId)
    return pushed(read.feedback, feedback && [{ feedback, user: userIn(json) }])
  }

const itemKinds: Readonly<Record<string, ReadItem | 'file' | 'passed_over' | undefined>> = {
  event: readError,
  transaction: (json, { spans }) => pushed(spans, readTransaction(json)),
  session: (json, { sessions }) => {
    const session = readSession(json)
    return pushed(sessions, session && [session])
  },
  sessions: (json, { sessions }) => pushed(sessions, readSessionSums(json)),
  // Bytes of any kind, which are not looked into.
  attachment: 'file',
  user_report: reading(readUserReport),
  feedback: reading(readFeedback),
  // What a client itself dropped; it says so for our statistics.
  client_report: 'passed_over',
}

function pushed<T>(to: T[], items: readonly T[] | undefined): boolean {
  if (items) to.push(...items)
  return items !== undefined
}
