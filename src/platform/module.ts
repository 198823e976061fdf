/**
 * What a part of core or a feature contributes to the server. `app/modules.ts` lists the modules in order; nothing registers
 * itself.
 */
import type { Contract } from '#kit/contract.ts'
import type { Code } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { EventKind, SealedEvent } from '#kit/event.ts'
import type { CoverageAspect, HandOver } from './coverage.ts'
import type { Caller, Handlers } from './http/handlers.ts'
import type { Job } from './jobs/jobs.ts'
import type { PersonalData, Retention } from './personal.ts'
import type { ConfigurationKind } from './configuration-files/kinds.ts'
import type { Platform } from './platform.ts'
import type { Tx } from './work.ts'

export type { CoverageAspect, CoverageCell, CoveredThing, HandOver, Handing, HeldAsk, HeldThing } from './coverage.ts'
export type { Job } from './jobs/jobs.ts'
export type { Erased, PersonalData, PersonalItem, Retention, Subject } from './personal.ts'

export interface Permission {
  /** `<area>.<noun>.<read|write|…>` */
  readonly name: string
  /** What it lets a person do, one sentence. */
  readonly allows: string
}

/** Follows the log. Its writes commit together with its cursor, so its effect happens exactly once. */
export interface Reaction {
  /** Stable: names the cursor. */
  readonly name: string
  readonly on: readonly EventKind[]
  /** Idempotent by event id. A throw parks this record's events and leaves the others flowing. */
  readonly react: (event: SealedEvent, tx: Tx) => Promise<void>
}

/** Something that falls due at an instant; swept from the table `due` with the injected clock. */
export interface DueKind {
  readonly kind: string
  /** Runs in the transaction that removes the due row. `record` is a UUID. */
  readonly fall: (record: string, tx: Tx) => Promise<void>
}

/** Something done over and over on this node, such as collecting figures; started and stopped with its role. */
export interface Routine {
  readonly name: string
  readonly everyMs: number
  /**
   * What looks at the node itself runs on every node; what any node may do for all runs where the worker role is; what looks at
   * other machines runs where the probe role is, and rests while the node's clock cannot be trusted.
   */
  readonly on: 'every_node' | 'worker_nodes' | 'probe_nodes'
  readonly run: () => Promise<void>
}

/** A port of its own, for a protocol that is not HTTP; open on nodes with the ingest role. */
export interface Listener {
  readonly name: string
  /** Resolves when it listens, with what closes it. Throws a StartFault that says why it cannot. */
  readonly open: () => Promise<() => Promise<void>>
}

/** A page that works without JavaScript and without a session. */
export interface PageAnswer {
  readonly status: number
  /** A whole document, made by kit/html. */
  readonly body: string
  /** The Content-Security-Policy; that of the console unless said. */
  readonly policy?: string
}

/** Parameters of the path by name. Who may do what follows from them alone, such as a signed token. */
export interface Page {
  /** As route ids are; names the page in metrics and logs. */
  readonly id: string
  /** With `:params`; outside the roots of APIs. */
  readonly path: `/${string}`
  readonly perMinute: number
  readonly read: (params: Readonly<Record<string, string>>) => Promise<PageAnswer>
  /** What a press on its button does, or the one POST of a mail program. The body says nothing. */
  readonly press?: (params: Readonly<Record<string, string>>) => Promise<PageAnswer>
  /** The same for a form with fields; instead of `press`. */
  readonly submit?: (params: Readonly<Record<string, string>>, fields: URLSearchParams) => Promise<PageAnswer>
}

/** What a request says of whoever reads a public document. */
export interface Reader {
  /** Accept-Language as it was sent; empty when nothing was. */
  readonly acceptLanguage: string
  /** What stands behind the question mark of the address. */
  readonly query: URLSearchParams
}

/** A finished answer for anybody. */
export interface PublicDocument {
  readonly status: number
  readonly mediaType: string
  /** Bytes are sent as they are: pictures are packed already. */
  readonly body: string | Buffer
  /** With its quotes. */
  readonly etag: string
  readonly cacheControl: string
  /** The Content-Security-Policy. */
  readonly policy: string
  /** Pages of other sites may load and read it. */
  readonly isForAnySite: boolean
}

/**
 * Addresses whose answers this node holds ready: given to anybody without asking who it is, also while the stores are away. A path with
 * `:secret` opens something to whoever has it, and is never written to the log.
 */
export interface Publication {
  readonly id: string
  /** May end in a star, which takes the rest of the address. */
  readonly path: `/${string}`
  readonly perMinute: number
  readonly read: (params: Readonly<Record<string, string>>, reader: Reader) => Promise<PublicDocument>
}

/** Why somebody is told. `watching` is the weakest; when several hold, the first in this order is kept. */
export type NoticeReason = 'assigned' | 'asked' | 'mentioned' | 'owner' | 'deputy' | 'author' | 'asker' | 'watching'

/** What people can switch on and off, such as "a task is given to you"; one topic for one or more kinds of events. */
export interface NoticeTopic {
  /** `<area>.<name>`, stable for ever. */
  readonly key: string
  /** As the preferences list it, in English; the console knows it by `topic.<key>`. */
  readonly title: string
}

/** Somebody who is told, and why. UUID of a person. */
export interface Told {
  readonly personId: string
  readonly reason: NoticeReason
}

/** From a kind of event to who is told of it. Delivery leaves out who did it, who may not see it, and who wants less of it. */
export interface Notifies {
  readonly on: EventKind
  readonly topic: NoticeTopic
  /** Urgent: never folded, held or put into a digest. */
  readonly isPage?: boolean
  /** Reads only; runs in delivery's own transaction. */
  readonly whom: (event: SealedEvent, tx: Tx) => Promise<readonly Told[]>
  /** Path in the console of what it is about; the page of the record unless said. */
  readonly href?: (event: SealedEvent) => string
}

/** One line of the first screen. Bands from most to least urgent: burning, about to breach, somebody waits, due today. */
export interface NowItem {
  readonly band: 'burning' | 'breaching' | 'waiting' | 'due'
  /** `<part>.<name>`: what it is and why, by which the console says it in the reader's language. */
  readonly key: string
  /** What title and reason name. */
  readonly values: Readonly<Record<string, string | number>>
  /** In English. */
  readonly title: string
  /** Why it is here: the named reason in English words. */
  readonly reason: string
  /** Path in the console where it is dealt with. */
  readonly href: string
  readonly since: Instant
}

/** How something that a part looks after is, as a person would ask for it. */
export interface HealthLine {
  readonly name: string
  /** `not_set`: nobody asked for it, which is nothing to mend. */
  readonly state: 'ok' | 'not_set' | 'warning' | 'failing'
  /** Closed for each name; the console says it in the reader's language by `health.<name>.<reason>`. */
  readonly reason: string
  /** What the sentence names. */
  readonly values: Readonly<Record<string, string | number>>
  /** In English. */
  readonly sentence: string
}

export interface Module {
  /** Folder name below src/core or src/features. Its migrations (`store/migrations/{postgres,clickhouse}/*.sql`) are found by themselves. */
  readonly name: string
  readonly codes?: readonly Readonly<Record<string, Code>>[]
  readonly events?: readonly EventKind[]
  readonly permissions?: readonly Permission[]
  readonly contract?: Contract
  /** Kinds of files that `pitcrew apply` reads, in the order in which they stand on each other. */
  readonly configuration?: readonly ConfigurationKind[]
  readonly handlers?: Handlers
  readonly pages?: readonly Page[]
  readonly publications?: readonly Publication[]
  /** From a host, in lower case and without its port, to the path below which all its addresses lie; undefined for any other host. */
  readonly pathOfHost?: (host: string) => string | undefined
  /** Whether its publications have something to show while no store has answered yet; a start then waits for a store that is away. */
  readonly showsAlone?: () => Promise<boolean>
  readonly reactions?: readonly Reaction[]
  readonly jobs?: readonly Job[]
  readonly due?: readonly DueKind[]
  readonly notifies?: readonly Notifies[]
  readonly routines?: readonly Routine[]
  readonly listeners?: readonly Listener[]
  /** What needs a person now, for this caller; ranked with the others on the first screen. */
  readonly now?: (caller: Caller) => Promise<readonly NowItem[]>
  /** What the health page and `pitcrew doctor` say of this part. */
  readonly health?: () => Promise<readonly HealthLine[]>
  /** Where this part keeps what is personal; a part that keeps nothing of people has none. */
  readonly personal?: PersonalData
  /** What this part does not keep for ever. */
  readonly retention?: readonly Retention[]
  /** Columns of the coverage map: what applications and components should have. */
  readonly coverage?: readonly CoverageAspect[]
  /** What people hold that others must take when they leave. */
  readonly handOvers?: readonly HandOver[]
}

/** `module.ts` of every part exports one of these. */
export type ModuleFactory = (platform: Platform) => Module
