/**
 * Calls handlers as the HTTP side does, without sockets: what is sent is decoded by the contract, what is answered is encoded by
 * it, so a test sees the wire side and an answer that does not fit its contract fails.
 */
import { z } from 'zod'
import type { AnswerOf, Contract, Route } from '#kit/contract.ts'
import type { Caller, HandlersOf, RequestContext } from '#platform/http/handlers.ts'

/** The parts of a call on the wire side. */
export interface Sent {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly ifMatch?: number
  readonly upload?: AsyncIterable<Uint8Array>
}

/** `const call = calling(contract, handlers)`, then `await call('createClient', owner, { body: { name: 'Alder' } })`. */
export function calling<C extends Contract>(contract: C, handlers: HandlersOf<C>) {
  return async <K extends keyof C & string>(name: K, caller: Caller, sent: Sent = {}): Promise<AnswerOf<C[K]>> => {
    const route: Route = contract[name] as Route
    const { upload } = sent
    const parts = { params: decode(route.params, sent.params), query: decode(route.query, sent.query), body: decode(route.body, sent.body) }
    const call = { ...parts, upload }
    const handler = handlers[name] as unknown as (call: unknown, context: RequestContext) => Promise<unknown>
    const answer = await handler(call, contextOf(caller, sent.ifMatch))
    return (route.response ? z.encode(route.response, answer) : answer) as AnswerOf<C[K]>
  }
}

function decode(schema: z.ZodType | undefined, sent: unknown): unknown {
  return schema?.decode(sent ?? {})
}

function contextOf(caller: Caller, ifMatch: number | undefined): RequestContext {
  return {
    caller,
    requestId: 'test',
    address: '192.0.2.1',
    userAgent: 'a test',
    gone: new AbortController().signal,
    secret: null,
    header: () => undefined,
    setHeader: () => undefined,
    ifMatch: ifMatch ?? null,
    cookies: {},
    setCookie: () => undefined,
    allowOrigin: () => undefined,
  }
}
