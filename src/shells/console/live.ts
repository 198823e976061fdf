/**
 * Live updates with one stream for the whole browser: the tab that holds the lock reads the stream and tells the others
 * through a channel. When it closes, another takes the lock and goes on after the last position that all of them saw.
 */
import type { QueryClient } from '@tanstack/react-query'
import { SECOND_MS } from '#kit/time.ts'
import type { ConsolePart } from '#design/navigation/part.ts'
import { refresh } from '#design/session/client.ts'
import type { LiveSource, LiveState } from '#design/session/live.ts'

const STREAM = '/api/pitcrew/v1/stream'
const NAME = 'pitcrew.stream'
/** Events come in bursts; one refetch for all of a burst. */
const GATHER_MS = 120
/** First wait after a refused stream; doubles up to the longest. EventSource itself retries after lost connections. */
const RETRY_MS = 2 * SECOND_MS
const RETRY_MS_MAX = 60 * SECOND_MS

type Message =
  | { readonly type: 'event'; readonly seq: number; readonly kind: string }
  | { readonly type: 'live'; readonly topic: string; readonly data: unknown }
  | { readonly type: 'reset' | 'access' }
  | { readonly type: 'state'; readonly state: LiveState; readonly seq: number }

export interface Live extends LiveSource {
  /** Joins the stream; the function that it returns leaves it. */
  start(): () => void
}

export function openLive(queries: QueryClient, parts: readonly ConsolePart[]): Live {
  const listeners = new Map<string, Set<(data: unknown) => void>>()
  const stateWatchers = new Set<() => void>()
  const stale = staleParts(queries, parts)
  let state: LiveState = 'connecting'
  let seq = 0

  const receive = (message: Message) => {
    if (message.type === 'event') {
      seq = Math.max(seq, message.seq)
      stale.add(message.kind)
    } else if (message.type === 'live') {
      for (const listener of listeners.get(message.topic) ?? []) listener(message.data)
    } else if (message.type === 'state') {
      state = message.state
      seq = Math.max(seq, message.seq)
      for (const watcher of stateWatchers) watcher()
    } else void queries.invalidateQueries()
  }

  return {
    subscribe: (topic, listener) => {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => set.delete(listener)
    },
    state: () => state,
    watchState: (watcher) => {
      stateWatchers.add(watcher)
      return () => stateWatchers.delete(watcher)
    },
    start: () => join({ receive, after: () => seq }),
  }
}

interface Joining {
  readonly receive: (message: Message) => void
  readonly after: () => number
}

/** Takes part: hears the channel, and reads the stream for all when the lock falls to this tab. */
function join({ receive, after }: Joining): () => void {
  const channel = new BroadcastChannel(NAME)
  const ended = new AbortController()
  const tell = (message: Message) => {
    receive(message)
    channel.postMessage(message)
  }
  channel.addEventListener('message', (event: MessageEvent<Message>) => receive(event.data))
  const lead = () => readStream({ after, tell, signal: ended.signal })
  // Locks exist only where the page is trusted (https or localhost); elsewhere each tab reads its own stream.
  if (navigator.locks) {
    navigator.locks.request(NAME, { signal: ended.signal }, lead).catch((reason: unknown) => {
      if (!ended.signal.aborted) reportError(reason)
    })
  } else void lead()
  return () => {
    ended.abort()
    channel.close()
  }
}

/** Gathers the kinds of things that changed and refetches what shows them. */
function staleParts(queries: QueryClient, parts: readonly ConsolePart[]) {
  const gathered = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    add: (kind: string) => {
      for (const part of parts) if (part.follows === '*' || part.follows.some((one) => one === kind)) gathered.add(part.name)
      timer ??= setTimeout(() => {
        timer = undefined
        const names = [...gathered]
        gathered.clear()
        void refresh(queries, names)
      }, GATHER_MS)
    },
  }
}

interface Reading {
  readonly after: () => number
  readonly tell: (message: Message) => void
  readonly signal: AbortSignal
}

/** Reads until the signal; resolves then, which gives the lock back. */
function readStream({ after, tell, signal }: Reading): Promise<void> {
  let source: EventSource | undefined
  let waitMs = RETRY_MS
  let timer: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource(after() > 0 ? `${STREAM}?after=${after()}` : STREAM)
    source.addEventListener('hello', (event) => {
      waitMs = RETRY_MS
      tell({ type: 'state', state: 'open', seq: Number(event.lastEventId) || 0 })
    })
    source.addEventListener('event', (event) => {
      const told = JSON.parse(event.data) as { seq: number; record: { kind: string } }
      tell({ type: 'event', seq: told.seq, kind: told.record.kind })
    })
    source.addEventListener('live', (event) => {
      const told = JSON.parse(event.data) as { topic: string; data: unknown }
      tell({ type: 'live', ...told })
    })
    source.addEventListener('reset', () => tell({ type: 'reset' }))
    source.addEventListener('access', () => tell({ type: 'access' }))
    source.addEventListener('error', () => {
      tell({ type: 'state', state: 'lost', seq: 0 })
      if (source?.readyState !== EventSource.CLOSED || signal.aborted) return
      timer = setTimeout(open, waitMs)
      waitMs = Math.min(waitMs * 2, RETRY_MS_MAX)
    })
  }

  open()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      source?.close()
      resolve()
    })
  })
}
