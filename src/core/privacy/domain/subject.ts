/** Putting together what somebody is known by. Pure. */

/** The same shape as the platform's `Subject`, which domain may not read. */
export interface KnownBy {
  readonly personIds: readonly string[]
  readonly contactIds: readonly string[]
  readonly emails: readonly string[]
  readonly names: readonly string[]
}

export const nobody: KnownBy = { personIds: [], contactIds: [], emails: [], names: [] }

/** Both together, each thing once, addresses in lower case. */
export function united(one: KnownBy, more: Partial<KnownBy>): KnownBy {
  const join = (key: keyof KnownBy): readonly string[] => [...new Set([...one[key], ...(more[key] ?? [])])]
  return {
    personIds: join('personIds'),
    contactIds: join('contactIds'),
    emails: [...new Set(join('emails').map((email) => email.toLowerCase()))],
    names: join('names').filter((name) => name.trim() !== ''),
  }
}

/** How much is known; it can only grow, so a search ends when it stays the same. */
export function sizeOf(subject: KnownBy): number {
  return subject.personIds.length + subject.contactIds.length + subject.emails.length + subject.names.length
}

/** What has to be typed before somebody is erased: the address where there is one, because names are mistaken more easily. */
export function confirmationOf(subject: KnownBy): string {
  return subject.emails[0] ?? subject.names[0] ?? ''
}

/** Whether what was typed names the person; upper and lower case and space around it do not matter. */
export function isConfirmed(subject: KnownBy, typed: string): boolean {
  const wanted = confirmationOf(subject).trim().toLowerCase()
  return wanted !== '' && typed.trim().toLowerCase() === wanted
}
