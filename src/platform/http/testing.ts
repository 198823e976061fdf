/** A listening HTTP side for tests beside the code: real sockets, a contract of its own, callers by token. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '#kit/time.ts'
import type { SealedEvent } from '#kit/event.ts'
import { SimulatedClock } from '../clock.ts'
import { readConfig } from '../config/read.ts'
import type { Live, LiveMessage } from '../live.ts'
import type { EventLog } from '../log/log.ts'
import { openLogger } from '../logger/open.ts'
import { openMetrics } from '../metrics.ts'
import type { Module } from '../module.ts'
import type { Authenticate } from './credentials.ts'
import type { Caller } from './handlers.ts'
import { createHttp, type HttpOptions } from './http.ts'

export interface TestHttpOptions {
  readonly modules?: readonly Pick<Module, 'name' | 'contract' | 'handlers' | 'pages' | 'publications' | 'pathOfHost'>[]
  readonly env?: Readonly<Record<string, string>>
  readonly isUp?: () => boolean
  readonly unavailable?: () => string | undefined
  readonly checks?: HttpOptions['checks']
  readonly consoleFolder?: string
  readonly authenticate?: Authenticate
  readonly idempotency?: HttpOptions['idempotency']
}

/** A caller who holds the named permissions for one client (null: everywhere). */
export function aCaller(
  key: string,
  permissions: readonly string[],
  clientId: string | null = null,
  sessionId: string | null = null,
): Caller {
  return {
    ref: { kind: 'person', id: key },
    key: `person:${key}`,
    sessionId,
    holds: (permission) => permissions.includes(permission),
    may: (permission, scope) => permissions.includes(permission) && (clientId === null || clientId === scope.clientId),
    requireFresh: () => undefined,
  }
}

/** An event log in memory that seals at once; sealed events are handed on in the same turn. */
export function memoryLog(): Pick<EventLog, 'read' | 'head' | 'follow'> & { seal(events: readonly SealedEvent[]): void } {
  const sealed: SealedEvent[] = []
  const listeners = new Set<(events: readonly SealedEvent[]) => void>()
  return {
    seal: (events) => {
      sealed.push(...events)
      for (const listener of listeners) listener(events)
    },
    head: () => Promise.resolve(sealed.length),
    read: (after, limit) => Promise.resolve(sealed.slice(after, after + limit)),
    follow: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function memoryLive(): Live {
  const listeners = new Set<(message: LiveMessage) => void>()
  return {
    tell: (message) => {
      for (const listener of listeners) listener(message)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Starts on a free port. `callers` maps a bearer token, or the value of the cookie `session`, to who it is. */
export async function startTestHttp(callers: Readonly<Record<string, Caller>>, options: TestHttpOptions = {}) {
  const read = readConfig({ PORT: '0', PUBLIC_URL: 'http://pitcrew.test', ...options.env }, tmpdir())
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.message).join('\n'))
  const lines: string[] = []
  const clock = new SimulatedClock(instant('2026-11-21T10:00:00Z'))
  const log = memoryLog()
  const live = memoryLive()
  const metrics = openMetrics()
  const accessListeners = new Set<(affects: (caller: Caller) => boolean) => void>()
  const http = createHttp({
    platform: {
      config: read.config,
      clock,
      logger: openLogger('debug', { pretty: false, destination: { write: (line) => void lines.push(line) } }),
      metrics,
      log: log as unknown as EventLog,
      live,
    },
    modules: options.modules ?? [],
    version: '1.2.3',
    authenticate:
      options.authenticate ??
      (({ bearer, cookies }) => Promise.resolve(callers[bearer ?? ''] ?? callers[cookies['session'] ?? ''] ?? null)),
    isUp: options.isUp ?? (() => true),
    unavailable: options.unavailable ?? (() => undefined),
    idempotency: options.idempotency ?? {
      once: async (_request, answer) => ({ answer: await answer(), replayed: false }),
      forgetting: { name: 'none', everyMs: 1, on: 'worker_nodes', run: () => Promise.resolve() },
    },
    checks: options.checks ?? [],
    stream: {
      sees: (caller, event) => caller.may('records.read', event.scope),
      onAccessChange: (listener) => {
        accessListeners.add(listener)
        return () => accessListeners.delete(listener)
      },
    },
    consoleFolder: options.consoleFolder ?? mkdtempSync(join(tmpdir(), 'console-')),
  })
  const { port } = await http.listen()
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    clock,
    log,
    live,
    metrics,
    lines,
    close: () => http.close(),
    changeAccess: (key: string) => accessListeners.forEach((listener) => listener((caller) => caller.key === key)),
    /** Calls and reads the answer whole. */
    call: async (path: string, init: RequestInit & { token?: string } = {}) => {
      const headers = new Headers(init.headers)
      if (init.token !== undefined) headers.set('authorization', `Bearer ${init.token}`)
      if (typeof init.body === 'string' && !headers.has('content-type')) headers.set('content-type', 'application/json')
      const response = await fetch(`${url}${path}`, { ...init, headers, redirect: 'manual' })
      const text = await response.text()
      const json = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
      return { status: response.status, headers: response.headers, text, json }
    },
  }
}
