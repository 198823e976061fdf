/** What every event of identity has in common. */
import type { ActorRef, RecordRef, Scope } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import { organisationScope } from '../domain/permit.ts'

interface Common {
  readonly actor: ActorRef
  readonly record: RecordRef
  readonly scope: Scope
  readonly at: Instant
}

/** An event about a person; what is personal in it lies under that person's key. */
export function aboutPerson(personId: string, actor: ActorRef, at: Instant): Common & { readonly subject: string } {
  return { actor, record: { kind: 'person', id: personId }, scope: organisationScope, at, subject: personId }
}

export function aboutOrganisation(organisationId: string, actor: ActorRef, at: Instant): Common {
  return { actor, record: { kind: 'organisation', id: organisationId }, scope: organisationScope, at }
}

/** Somebody unknown, such as who fails to sign in. */
export const nobody: ActorRef = { kind: 'nobody', id: 'nobody' }

/** A person acting for themselves before they have a session: joining, or choosing a new password. */
export function themselves(personId: string): ActorRef {
  return { kind: 'person', id: personId }
}
