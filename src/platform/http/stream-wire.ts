/** Lines of the live stream, in the form of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import { toId } from '#kit/ids.ts'
import type { ActorRef, SealedEvent } from '#kit/event.ts'
import type { StreamedEvent, StreamedLive, StreamReset } from '#kit/stream.ts'
import { toIso } from '#kit/time.ts'
import type { LiveMessage } from '../live.ts'
import type { Caller } from './handlers.ts'

/** Whether the caller may know of this event; the composed program knows which permission each kind of record needs. */
export type SeesEvent = (caller: Caller, event: SealedEvent) => boolean

const serialised = new WeakMap<SealedEvent, string>()

/** Made once for all the streams that it goes to. */
export function eventLine(event: SealedEvent): string {
  const known = serialised.get(event)
  if (known !== undefined) return known
  const line = `id: ${event.seq}\nevent: event\ndata: ${JSON.stringify(streamed(event))}\n\n`
  serialised.set(event, line)
  return line
}

/** Has no id: it cannot be asked for again. */
export function liveLine({ topic, data }: LiveMessage): string {
  const told: StreamedLive = { topic, data }
  return `event: live\ndata: ${JSON.stringify(told)}\n\n`
}

/** Everything that was shown is to be read anew. With `head` the browser goes on from there, else from where it was. */
export function resetLine(reason: StreamReset['reason'], head?: number): string {
  const told: StreamReset = { reason }
  return `${head === undefined ? '' : `id: ${head}\n`}event: reset\ndata: ${JSON.stringify(told)}\n\n`
}

function streamed(event: SealedEvent): StreamedEvent {
  const { seq, id, kind, at, actor, record, scope } = event
  return {
    seq,
    id: toId('event', id),
    kind,
    at: toIso(at),
    actor: { kind: actor.kind, id: actorId(actor) },
    record: { kind: record.kind, id: toId(record.kind, record.id) },
    client: scope.clientId === null ? null : toId('client', scope.clientId),
    application: scope.applicationId === null ? null : toId('application', scope.applicationId),
  }
}

function actorId({ kind, id }: ActorRef): string {
  return kind === 'person' || kind === 'contact' || kind === 'api_key' ? toId(kind, id) : id
}
