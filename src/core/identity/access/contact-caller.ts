/**
 * A client's contact, or an application's end user, who came by a one-time link and has no account. core/contacts says who; here
 * stands what they may: a contact holds the role client contact for their client and nothing else, an end user holds no role.
 */
import type { Caller } from '#platform/http/handlers.ts'
import type { ActorRef, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { holds, may, type Rights } from '../domain/permit.ts'

export class ContactCaller implements Caller {
  readonly ref: ActorRef
  readonly key: string
  /** UUID of the contact. */
  readonly contactId: string
  readonly sessionId: string
  readonly rights: Rights

  constructor(of: { readonly contactId: string; readonly sessionId: string; readonly clientId: string; readonly isEndUser: boolean }) {
    this.ref = { kind: 'contact', id: of.contactId }
    this.key = `contact:${of.contactId}`
    this.contactId = of.contactId
    this.sessionId = of.sessionId
    const grants = of.isEndUser ? [] : [{ role: 'client_contact' as const, clientId: of.clientId, applicationId: null }]
    this.rights = { grants, scopes: null }
  }

  holds(permission: string): boolean {
    return holds(this.rights, permission)
  }

  may(permission: string, scope: Scope): boolean {
    return may(this.rights, permission, scope).allowed
  }
  /** Who came by a link has nothing to prove themselves with anew, and no dangerous act is theirs. */
  requireFresh(): never {
    throw new Fault(common.forbidden, { detail: 'This is done by people with an account.' })
  }
}
