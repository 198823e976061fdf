/** How a feature declares a kind of record. */
import type { Audience } from '#kit/event.ts'
import { prefixes, type Thing } from '#kit/ids.ts'

/** What is shown of a record where others stand beside it: lists, links, search, hover cards. */
export interface Card {
  /** `INC-12` */
  readonly label: string
  readonly title: string
  /** State in words. */
  readonly state: string
  /** Path in the console. */
  readonly href: string
}

/** The columns of the table `record` that are the same for every kind. UUIDs. */
export interface RecordHead {
  readonly kind: Thing
  readonly id: string
  /** Counts up within the kind; numbers of rolled-back inserts stay unused. */
  readonly number: number
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audience: Audience
  readonly title: string
  readonly state: string
}

export interface RecordKind<State extends string = string, Facts = unknown> {
  readonly kind: Thing
  /** As lists and menus say it: `Incident`, `Incidents`. */
  readonly name: { readonly one: string; readonly many: string }
  /** Needed to read a record of this kind. */
  readonly permission: string
  /** Every state with its words. */
  readonly states: Readonly<Record<State, string>>
  /** The states in which somebody still has to do something; all of them unless said. */
  readonly openStates: readonly NoInfer<State>[]
  /** Words of its priorities by number, 1 the most urgent; none unless said. */
  readonly priorities: Readonly<Record<number, string>>
  /** Path in the console of one record, by its prefixed id. */
  readonly pageOf: (id: string) => `/${string}`
  /** Who may see a record, given the feature's own facts about it. */
  readonly audienceOf: (facts: Facts) => Audience
  /** Text that full-text search finds it by, beside the title; no personal data, which erasure could not reach. */
  readonly searchText: (facts: Facts) => string
  readonly cardOf: (record: RecordHead, id: string) => Card
}

type Defaulted = 'cardOf' | 'openStates' | 'priorities'

/** Declares a kind once, in its feature's contract; its prefix is that of `kind` in `kit/ids`. */
export function defineKind<const State extends string, Facts>(
  declared: Omit<RecordKind<State, Facts>, Defaulted> & Partial<Pick<RecordKind<State, Facts>, Defaulted>>,
): RecordKind<State, Facts> {
  const cardOf = (record: RecordHead, id: string): Card => ({
    label: labelOf(record.kind, record.number),
    title: record.title,
    state: declared.states[record.state as State] ?? record.state,
    href: declared.pageOf(id),
  })
  return { cardOf, openStates: Object.keys(declared.states) as State[], priorities: {}, ...declared }
}

/** The short name that people say: the prefix in capitals and the number, `INC-12`. */
export function labelOf(kind: Thing, number: number): string {
  return `${prefixes[kind].toUpperCase()}-${number}`
}
