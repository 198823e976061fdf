/** Everything that readers of a page may know, as plain data: every document of the page is made from it, and it is what a node keeps. */
import type { Language } from '#kit/language.ts'
import type { Instant } from '#kit/time.ts'
import type { Logo } from './logo.ts'
import type { Span } from './states.ts'
import type { Seconds } from './uptime.ts'
import type { DeclaredState, PageState, Phase, PostKind, State } from './words.ts'

export interface PublicComponent {
  /** UUID */
  readonly id: string
  readonly name: string
  readonly group: string
  readonly state: State
  /** Since when it is in its state. */
  readonly since: Instant
  /** Over the whole range. */
  readonly seconds: Seconds
  readonly uptime: number | null
  /** One for each day of the range. */
  readonly days: readonly Seconds[]
}

export interface PublicUpdate {
  /** UUID */
  readonly id: string
  readonly phase: Phase
  readonly text: string
  readonly releasedAt: Instant
  readonly correctedAt: Instant | null
  readonly effects: readonly { readonly componentId: string; readonly state: DeclaredState }[]
}

export interface PublicPost {
  /** UUID */
  readonly id: string
  readonly kind: PostKind
  readonly title: string
  readonly phase: Phase
  readonly startedAt: Instant
  readonly plannedTo: Instant | null
  readonly endedAt: Instant | null
  /** Newest first; at least one. */
  readonly updates: readonly PublicUpdate[]
}

export interface PublicPage {
  /** UUID */
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly intro: string
  readonly language: Language
  readonly colour: string | null
  readonly supportUrl: string | null
  readonly logo: Logo | null
  /** A host of its own, in lower case. */
  readonly domain: string | null
  readonly pageState: PageState
  readonly isPrivate: boolean
  readonly linkNumber: number
  /** What it follows; UUIDs. Not for readers: the node knows by it when to look again. */
  readonly applicationIds: readonly string[]
  /** As of when it is true. */
  readonly builtAt: Instant
  /** When it shows something else although nobody tells anything. */
  readonly changesAt: Instant
  readonly range: Span
  readonly state: State
  readonly components: readonly PublicComponent[]
  /** Of which something was released; newest first. */
  readonly posts: readonly PublicPost[]
}
