/** Turns the cookie of a contact's browser into a caller. */
import { ContactCaller, hashToken } from '#core/identity/public.ts'
import { later } from '#kit/time.ts'
import type { Authenticate } from '#platform/http/credentials.ts'
import type { Visitors } from '#core/identity/public.ts'
import { contactAccessEvents } from '#events/contacts.ts'
import type { Platform } from '#platform/platform.ts'
import { CONTACT_COOKIE } from '../contract/own.ts'
import { judgeSession, SEEN_EVERY_MS } from '../domain/links.ts'
import { findSessionAccess, touchSession } from '../store/sessions.ts'

/** Contacts as callers: who is behind a cookie, and which events make it another answer. */
export function contactVisitors(platform: Pick<Platform, 'work' | 'clock'>): Visitors {
  return {
    authenticate: contactAuthenticate(platform),
    endings: new Set(contactAccessEvents.map(({ kind }) => kind)),
    affectedBy:
      ({ record }) =>
      (caller) =>
        caller instanceof ContactCaller && caller.contactId === record.id,
  }
}

/** A cookie of another shape is nobody's and costs no look-up. Nothing is remembered: what ends a session ends it everywhere. */
export function contactAuthenticate({ work, clock }: Pick<Platform, 'work' | 'clock'>): Authenticate {
  return async ({ cookies }) => {
    const token = cookies[CONTACT_COOKIE]
    if (token === undefined || !/^[0-9a-f]{48}$/.test(token)) return null
    const now = clock.now()
    const found = await work.read((tx) => findSessionAccess(tx, hashToken(token)))
    if (!found) return null
    const verdict = judgeSession(found, now)
    if (!verdict.valid) return null
    const { sessionId, contactId, clientId, applicationId } = found
    if (verdict.reason === 'seen_is_stale') {
      await work.read((tx) => touchSession(tx, sessionId, { at: now, unlessAfter: later(now, -SEEN_EVERY_MS) }))
    }
    return new ContactCaller({ contactId, sessionId, clientId, isEndUser: applicationId !== null })
  }
}
