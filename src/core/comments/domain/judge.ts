/** Decisions about comments: who hears them, whether they may be sent or changed. */
import type { Audience } from '#kit/event.ts'

/** Of a comment: the support organisation only, or the client's contacts too. */
export const COMMENT_AUDIENCES = ['internal', 'client'] as const
export type CommentAudience = (typeof COMMENT_AUDIENCES)[number]

/** What decides who hears a comment. */
export interface AudienceAsked {
  /** Of the record. */
  readonly record: Audience
  /** Undefined: whatever fits. */
  readonly asked: CommentAudience | undefined
  /** Whether the author may see what is internal on this record. */
  readonly isTeam: boolean
}

export type AudienceVerdict =
  | { readonly allowed: true; readonly audience: CommentAudience; readonly reason: 'asked' | 'team_by_default' | 'contacts_speak_openly' }
  | { readonly allowed: false; readonly reason: 'record_is_internal' | 'contacts_speak_openly' }

/** The team speaks among itself unless it says otherwise; a contact's comment is one that the client sees. */
export function judgeAudience({ record, asked, isTeam }: AudienceAsked): AudienceVerdict {
  if (asked === 'client' && (record === 'internal' || record === 'restricted')) return { allowed: false, reason: 'record_is_internal' }
  if (!isTeam && asked === 'internal') return { allowed: false, reason: 'contacts_speak_openly' }
  if (!isTeam) return { allowed: true, audience: 'client', reason: 'contacts_speak_openly' }
  return asked === undefined
    ? { allowed: true, audience: 'internal', reason: 'team_by_default' }
    : { allowed: true, audience: asked, reason: 'asked' }
}

/** What decides whether a comment may be sent without looking again. */
export interface SendAsked {
  /** The newest that the author may see, by somebody else or themselves; undefined for none. */
  readonly newest: { readonly id: string; readonly authorId: string | null } | undefined
  /** The newest that the author had seen; null for none, undefined when they do not care. */
  readonly seenId: string | null | undefined
  readonly authorId: string
}

export type SendVerdict = { readonly allowed: boolean; readonly reason: 'nothing_newer' | 'newer_is_own' | 'not_asked' | 'newer_exists' }

/** Ids are made in the order of time, so a greater one is newer. */
export function judgeSend({ newest, seenId, authorId }: SendAsked): SendVerdict {
  if (seenId === undefined) return { allowed: true, reason: 'not_asked' }
  if (newest === undefined || (seenId !== null && newest.id <= seenId)) return { allowed: true, reason: 'nothing_newer' }
  if (newest.authorId === authorId) return { allowed: true, reason: 'newer_is_own' }
  return { allowed: false, reason: 'newer_exists' }
}
