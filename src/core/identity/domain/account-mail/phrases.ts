/** What the account mails tell, and the shape of a language that says it. */
import type { Instant } from '#kit/time.ts'

/** Where somebody signed in from. */
export interface Place {
  /** Null: the browser says nothing that is known. */
  readonly device: string | null
  readonly address: string
}

export interface AccountMails {
  readonly invitation: { readonly inviter: string | null; readonly link: string; readonly until: Instant }
  /** The person asked at the door. */
  readonly password_forgotten: { readonly link: string; readonly minutes: number }
  /** Somebody who looks after people made the link. */
  readonly password_offered: { readonly by: string | null; readonly link: string; readonly until: Instant }
  readonly password_changed: { readonly by: 'self' | 'reset_link' }
  readonly locked: { readonly failures: number; readonly until: Instant; readonly place: Place }
  readonly new_device: Place
  readonly factor_added: { readonly factor: 'totp' | 'passkey'; readonly name: string | null }
  readonly factor_removed: { readonly factor: 'totp' | 'passkey'; readonly name: string | null }
  readonly factors_reset: { readonly by: string | null }
  readonly recovery_code_used: { readonly left: number; readonly place: Place }
  /** Goes to the old address and to the new one. */
  readonly email_changed: { readonly from: string; readonly to: string; readonly by: string | null }
}

export type AccountMail = keyof AccountMails

/** What one mail says in one language. */
export interface MailWords {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** Label of the button that leads to the link; null: the mail has none. */
  readonly action: string | null
  readonly why: string
}

export interface Frame {
  readonly organisation: string
  /** An instant in the reader's zone and language. */
  readonly when: (at: Instant) => string
}

/** A language: every mail in its words. */
export type Phrases = { readonly [K in AccountMail]: (of: AccountMails[K], frame: Frame) => MailWords }
