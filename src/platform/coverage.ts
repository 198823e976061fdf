/**
 * How a part says what every application and component should have (a column of the coverage map), and what a person holds that
 * somebody else must take when they leave. Contributed in module.ts; core/coverage asks them all. A column is there when the part is.
 */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from './http/handlers.ts'
import type { Tx } from './work.ts'

/** An application as a whole, or one of its components. UUIDs. */
export interface CoveredThing {
  /** Of the component, or of the application. */
  readonly id: string
  readonly applicationId: string
  readonly clientId: string | null
  /** `application`, or the kind of the component, such as `database`. */
  readonly kind: string
}

/** What a part says about one thing. */
export interface CoverageCell {
  readonly state: 'covered' | 'missing' | 'not_needed'
  /** Named and stable: why it is so. */
  readonly reason: string
  /** The same for people: who or what covers it, or what to do. Names in braces are filled from `named`. */
  readonly words: string
  readonly named?: Readonly<Record<string, string>>
  /** Path in the console of where it is seen, or mended. */
  readonly href: string
  /** UUIDs of active people who know the thing by this; left out by columns that say nothing about people. */
  readonly knownBy?: readonly string[]
}

/** A column of the coverage map. */
export interface CoverageAspect {
  /** `<part>.<what>`, stable for ever. */
  readonly key: string
  /** As the map heads the column. */
  readonly label: string
  /** Kinds of things that should have it; all unless said. */
  readonly expectedOf?: readonly string[]
  /** Needed to see it. */
  readonly permission: string
  /** One cell for each thing by its id; a thing that is left out needs none. Some thousand things at once, so a few statements. */
  readonly cellsOf: (tx: Tx, things: readonly CoveredThing[]) => Promise<ReadonlyMap<string, CoverageCell>>
}

/** One thing that a person holds. */
export interface HeldThing {
  /** Names it among those of its kind. */
  readonly id: string
  readonly title: string
  /** Named and stable: how they hold it. */
  readonly reason: string
  /** The same for people. */
  readonly words: string
  /** Path in the console. */
  readonly href: string
}

/** Whose things are asked for. UUID; `limit` of them at most. */
export interface HeldAsk {
  readonly personId: string
  readonly caller: Caller
  readonly limit: number
}

export interface Handing {
  readonly caller: Caller
  readonly id: string
  /** UUIDs of people. */
  readonly fromId: string
  readonly toId: string
}

/** A kind of things that people hold. */
export interface HandOver {
  /** `<part>.<what>`, stable for ever. */
  readonly key: string
  /** As the list calls the kind. */
  readonly title: string
  /** Needed to see them. */
  readonly permission: string
  /** What they hold of it, as far as the caller may see, in a stable order. */
  readonly heldBy: (tx: Tx, ask: HeldAsk) => Promise<readonly HeldThing[]>
  /** How one is given to somebody else; left out where it can only be ended or made anew. */
  readonly giving?: {
    /** Whoever gives from a browser must have proved who they are just now. */
    readonly needsProof?: true
    /**
     * Gives it in one transaction of its own, after checking the caller's permission as a single change would. Throws
     * `common.version_mismatch` when the first person does not hold it any more. Returns what `takeBack` needs, as text.
     */
    readonly give: (handing: Handing) => Promise<string>
    /** Makes it as it was before. Throws `common.version_mismatch` when it was changed since. `before` comes back from outside: check it. */
    readonly takeBack: (of: Handing & { readonly before: string }) => Promise<void>
  }
}

/** Reads what `give` returned. Throws `common.invalid_request` for anything else. */
export function readBefore<T>(schema: z.ZodType<T>, before: string): T {
  const read = schema.safeParse(jsonOf(before))
  if (read.success) return read.data
  throw new Fault(common.invalid_request, { fields: [{ field: 'before', message: 'is not what giving it answered' }] })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON is as wrong as the wrong JSON, and no schema takes it.
    return undefined
  }
}
