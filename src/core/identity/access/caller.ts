/**
 * Who is calling, with their rights. `PersonCaller` is what `authenticate` hands to the HTTP platform as its `Caller`; actions
 * and queries of every part ask it through `requirePermission` and `reachOf`.
 */
import type { Caller } from '#platform/http/handlers.ts'
import type { ActorRef, Scope } from '#kit/event.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { ContactCaller } from './contact-caller.ts'
import type { Instant } from '#kit/time.ts'
import { identityCodes } from '../contract/codes.ts'
import { judgeFreshness } from '../domain/freshness.ts'
import type { SignInMethod } from '../domain/sign-in.ts'
import { holds, may, reach, recordAreas, type Area, type Reach, type Rights } from '../domain/permit.ts'

/** A signed-in person, or an API key acting with part of a person's rights. */
export class PersonCaller implements Caller {
  readonly ref: ActorRef
  readonly key: string
  /** UUID of the person, also when an API key calls. */
  readonly personId: string
  readonly rights: Rights
  readonly sessionId: string | null
  /** How the session began; null for API keys and the command line. */
  readonly method: SignInMethod | null
  /** When they last proved who they are in this session; null for API keys and the command line, which are never asked. */
  readonly #provedAt: Instant | null

  constructor(of: {
    personId: string
    rights: Rights
    sessionId: string | null
    apiKeyId: string | null
    method?: SignInMethod
    provedAt?: Instant
  }) {
    this.ref = of.apiKeyId === null ? { kind: 'person', id: of.personId } : { kind: 'api_key', id: of.apiKeyId }
    this.key = `${this.ref.kind}:${this.ref.id}`
    this.personId = of.personId
    this.rights = of.rights
    this.sessionId = of.sessionId
    this.method = of.method ?? null
    this.#provedAt = of.provedAt ?? null
  }

  /** The same caller, who is admitted to one more restricted record: for answering who has just made it. */
  admittedTo(recordId: string): PersonCaller {
    const { personId, sessionId, method, rights } = this
    return new PersonCaller({
      personId,
      sessionId,
      apiKeyId: this.ref.kind === 'api_key' ? this.ref.id : null,
      rights: { ...rights, admitted: [...(rights.admitted ?? []), recordId] },
      ...(method === null ? {} : { method }),
      ...(this.#provedAt === null ? {} : { provedAt: this.#provedAt }),
    })
  }

  requireFresh(now: Instant): void {
    if (this.#provedAt === null || judgeFreshness(this.#provedAt, now).fresh) return
    throw new Fault(identityCodes.reauthentication_needed)
  }

  holds(permission: string): boolean {
    return holds(this.rights, permission)
  }

  may(permission: string, scope: Scope): boolean {
    return may(this.rights, permission, scope).allowed
  }
}

/** Whoever calls a route that is not public: a person, an API key or a contact. Throws `common.unauthenticated` for nobody. */
export function anyCaller(caller: Caller | null): Caller {
  if (caller === null) throw new Fault(common.unauthenticated)
  return caller
}

/** The same where only people with an account will do, or their API keys; throws `common.forbidden` for a contact. */
export function signedIn(caller: Caller | null): PersonCaller {
  if (caller === null) throw new Fault(common.unauthenticated)
  if (caller instanceof ContactCaller) throw new Fault(common.forbidden, { detail: 'This needs an account; you came by a link.' })
  invariant(caller instanceof PersonCaller, 'every caller comes from identity')
  return caller
}

/** For what only a person in a browser may do, such as making API keys. Throws `identity.session_needed`; returns the session's UUID. */
export function requireSession(caller: PersonCaller): string {
  if (caller.sessionId === null) throw new Fault(identityCodes.session_needed)
  return caller.sessionId
}

/** Lets a caller pass who holds the permission for anything at all; throws `common.forbidden`, naming it, otherwise. */
export function requireHeld(caller: Caller, permission: string): void {
  if (caller.holds(permission)) return
  throw new Fault(common.forbidden, { detail: `You may not do this: it needs the permission ${permission}.` })
}

/**
 * Lets the caller pass or throws: `common.forbidden`, naming the permission, when it is held nowhere; `common.not_found` when
 * it is held but not for this record, so that a stranger learns nothing.
 */
export function requirePermission(caller: Caller, permission: string, scope: Scope): void {
  requireHeld(caller, permission)
  if (caller.may(permission, scope)) return
  throw new Fault(common.not_found, { internal: `${caller.key} lacks ${permission} for client ${scope.clientId ?? 'none'}` })
}

/** What lists of things that are never restricted filter by for this caller; each store writes its own `where` from it. */
export function reachOf(caller: Caller, permission: string): Reach {
  return reach(rightsOf(caller), permission)
}

/** The same for records and what happened to them, of which some are restricted. */
export function recordAreasOf(caller: Caller, permission: string): readonly Area[] {
  return recordAreas(rightsOf(caller), permission)
}

function rightsOf(caller: Caller): Rights {
  return caller instanceof ContactCaller ? caller.rights : signedIn(caller).rights
}
