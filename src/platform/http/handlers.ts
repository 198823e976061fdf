/** How a module's handlers are typed; registered by `serveContract` in this folder. */
import type { Contract, HandledOf, ReplyOf, Route } from '#kit/contract.ts'
import type { ActorRef, Scope } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'

/** Who is calling, as far as the platform needs to know. core/identity implements it. */
export interface Caller {
  readonly ref: ActorRef
  /** Stable key for rate limits and idempotency keys, e.g. `person:<uuid>`. */
  readonly key: string
  /** Whether the permission is held anywhere. */
  holds(permission: string): boolean
  /** Whether the permission is held for records of this scope. */
  may(permission: string, scope: Scope): boolean
  /** UUID of the browser session; null for API keys, which send no cookies and need no CSRF check. */
  readonly sessionId: string | null
  /** For routes that are `fresh`: throws when this caller last proved who they are too long before `now`. */
  requireFresh(now: Instant): void
}

export interface RequestContext {
  /** Null only on public routes. */
  readonly caller: Caller | null
  readonly requestId: string
  /** Client address after TRUST_PROXY. */
  readonly address: string
  readonly userAgent: string
  /** Aborts when the caller hangs up before the answer is sent. */
  readonly gone: AbortSignal
  /** Of "Authorization: Bearer …", or the password of "Authorization: Basic …"; null when there is neither. */
  readonly secret: string | null
  /** A header by its name in small letters; for protocols of others that speak by headers. */
  header(name: string): string | undefined
  /** Lets the page that asked read the answer, also when it is a fault; on routes `fromSites` only. */
  allowOrigin(origin: string): void
  /** A header of the answer, also when it is a refusal; for protocols of others that speak by headers. */
  setHeader(name: `x-${string}`, value: string): void
  /** Version from If-Match on routes `versioned: 'write'`. */
  readonly ifMatch: number | null
  /** Sets a Secure, HttpOnly, SameSite=Lax cookie on the answer (not Secure on plain-http localhost); null clears it. */
  setCookie(name: string, value: string | null, maxAgeSeconds?: number): void
  readonly cookies: Readonly<Record<string, string | undefined>>
}

export type Handler<R extends Route> = (call: HandledOf<R>, context: RequestContext) => Promise<ReplyOf<R>>
export type HandlersOf<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> }
/** Handlers with their types erased, as a module hands them over. */
export type Handlers = Readonly<Record<string, (call: never, context: RequestContext) => Promise<unknown>>>
