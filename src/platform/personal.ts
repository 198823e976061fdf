/**
 * How a part says where it keeps what is personal, so that one request can export or erase a person everywhere. Every part with
 * such data contributes a `PersonalData` in its module.ts; core/privacy asks them all, in the order of the modules.
 */
import type { ActorRef } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from './work.ts'

/** One human being, by everything that they are known by. A part looks for any of these. */
export interface Subject {
  /** Accounts (`person`), UUIDs. */
  readonly personIds: readonly string[]
  /** Contacts at clients and end users without an account, UUIDs. */
  readonly contactIds: readonly string[]
  /** E-mail addresses in lower case. */
  readonly emails: readonly string[]
  /** As they are called; for finding texts that name them, never for deciding who somebody is. */
  readonly names: readonly string[]
}

/** One thing that is held about the subject, as it goes into their export. */
export type PersonalItem =
  /** `kind` names the list it stands in, such as `sessions`; `data` is JSON without secrets. */
  | { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }
  /** A file of the file store. */
  | { readonly kind: string; readonly file: { readonly name: string; readonly digest: string; readonly bytes: number } }

/** What an erasure did in one part. */
export interface Erased {
  /** Rows removed or emptied, by the same kinds that `export` has. */
  readonly counts: Readonly<Record<string, number>>
  /** Digests of files that nothing names any more; they are removed after the commit. */
  readonly files?: readonly string[]
}

/** In whose name an erasure is done, for the events that tell of it. */
export interface ErasureAct {
  readonly actor: ActorRef
  readonly at: Instant
}

/** A column of a ClickHouse table by which rows about a subject are found; the rows are deleted. */
export interface MeasuredColumn {
  /** As everybody names it: `samples`, not `samples_local`. */
  readonly table: string
  readonly column: string
  readonly holds: keyof Subject
}

export interface PersonalData {
  /** What else the subject is known by: the address of an account, the contacts behind an address. Asked until nothing new comes. */
  readonly identify?: (subject: Subject, tx: Tx) => Promise<Partial<Subject>>
  /** Every e-mail address that this part keeps, in lower case: an erasure that is replayed after a restore knows only a hash. */
  readonly emails?: (tx: Tx) => AsyncIterable<string>
  /** Everything held, page by page. */
  readonly export: (subject: Subject, tx: Tx) => AsyncIterable<PersonalItem>
  /**
   * Removes or empties everything in one transaction with all other parts, and takes names and addresses out of free texts
   * (`redact` of the kit). Idempotent: it is run again after a restore. Throws a Fault with its reason when the person must stay.
   */
  readonly erase: (subject: Subject, tx: Tx, act: ErasureAct) => Promise<Erased>
  readonly measured?: readonly MeasuredColumn[]
  /** What cannot be part of the transaction and is not said in full by `files`; after the commit, and repeatable. */
  readonly finish?: (subject: Subject) => Promise<void>
}

/** A kind of data that is not kept for ever. */
export interface Retention {
  /** `<part>.<what>`, stable: the chosen value is stored under it. */
  readonly kind: string
  /** What it is, for the table in the settings. */
  readonly title: string
  /** Why it is kept, and counted from when; one sentence. */
  readonly sentence: string
  /** Standard value; null keeps it for ever. */
  readonly days: number | null
  /** Fewer would break what the data is for. */
  readonly daysMin: number
  /** Removes at most `limit` of what is older than `before`; returns how many. Called until it returns less than `limit`. */
  readonly remove: (tx: Tx, what: { readonly before: Instant; readonly limit: number }) => Promise<number>
}
