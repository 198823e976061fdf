/**
 * Contracts: one declaration per route from which the handler's types, request checks, OpenAPI, the typed client, the
 * reference page, the permission matrix and the conformance sweep all follow.
 *
 * Schemas describe both sides at once: the *wire* side (`z.input`) is JSON with prefixed ids and RFC 3339 times, the *inner*
 * side (`z.output`) has UUIDs and `Instant`s. Requests are decoded, answers are encoded, so one codec per kind of value is
 * the only place where the two forms meet. Response schemas may therefore use codecs but no one-way transforms.
 */
import { z } from 'zod'
import { toId, toUuid, prefixes, type Thing } from './ids.ts'
import { instant, toIso, type Instant } from './time.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: anybody, anybody signed in, whoever sends a write-only key of an environment, or holders of a permission. A
 * permission is checked twice: the route asks "do you hold it anywhere?" (403), the action asks "do you hold it for this client
 * and application?" (404, so that nothing is told). A key of an environment is no caller: the action that takes what it brings
 * looks it up.
 */
export type Access =
  | 'public'
  | 'signed_in'
  | 'environment_key'
  | { readonly permission: string; readonly also?: readonly FurtherPermission[] }

/** What only some calls of a route need besides; the action asks for it, knowing the record and what is wanted. */
export interface FurtherPermission {
  readonly permission: string
  /** Completes "… needs it": "Sharing a view". */
  readonly act: string
}

export interface Route {
  /** `<area>.<verb>`, the operationId. Unique; names the route in matrix, sweep, metrics and logs. */
  readonly id: string
  readonly method: Method
  /** Absolute path with `:params`. */
  readonly path: `/${string}`
  /** One sentence for the reference page, in the imperative. */
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /**
   * The body is one file of at most this length, sent as `application/octet-stream` and handed to the handler while it arrives. Instead
   * of `body`, and on PUT: what is not kept cannot be compared with a repeat, so idempotency keys are not looked at and the route has
   * to be one that may be repeated. A declared length is held against `bytesMax` here; whoever keeps the bytes counts them.
   */
  readonly upload?: { readonly bytesMax: number }
  /** Types of a body that is no JSON of ours but somebody else's protocol; it is handed over as the bytes it came in, instead of `body`. */
  readonly takes?: readonly string[]
  /**
   * The route is gRPC's over HTTP: the handler answers with bytes in the type of the request, and faults leave as google.rpc.Status in
   * that type. Only with `takes`; instead of `response`.
   */
  readonly rpc?: true
  /**
   * The route is one of Prometheus's HTTP API: the handler answers with JSON as text, faults leave as that API tells them, a key may also
   * come as the password of "Authorization: Basic …". Instead of `response`.
   */
  readonly prometheus?: true
  /**
   * Pages of other sites may call it, in whose browsers the key is public. It takes no cookies; the handler finds the key where the
   * protocol puts it, judges the origin, and lets the page read the answer by `allowOrigin`. Only with `access: 'environment_key'`.
   */
  readonly fromSites?: true
  /** Absent: answers 204, unless the answer is a file. */
  readonly response?: z.ZodType
  /**
   * The answer is a file to save, sent while it is made: the handler returns an async iterable of texts or bytes, whose errors before the
   * first piece are ordinary faults and afterwards cut the connection. Instead of `response`.
   */
  readonly stream?: { readonly mediaType: string; readonly fileName: string }
  /**
   * The answer is a file that somebody brought in: the handler says its name and type. It is always sent as one to save, inside a
   * sandbox, so that no browser runs what it holds. Instead of `response`.
   */
  readonly file?: true
  /** The answer is a short text in the form of somebody else's protocol, such as TwiML, in this type. Instead of `response`. */
  readonly document?: { readonly mediaType: string }
  /** Status of success; 200 with a response and 204 without unless said. */
  readonly status?: 200 | 201 | 202 | 204
  /** Largest accepted body; 64 KiB unless said. */
  readonly bodyBytesMax?: number
  /** Calls per minute and caller; 600 unless said. Sign-in and other guessable routes say less. */
  readonly perMinute?: number
  /**
   * A dangerous act: whoever calls from a browser must have proved who they are within the last minutes, or is asked to do so and
   * repeats the call. API keys pass, because making one is such an act itself.
   */
  readonly fresh?: true
  /** The answer carries an ETag from its `version` field; a write on it requires If-Match. */
  readonly versioned?: 'read' | 'write'
}

/** Declares a route; keeps the literal types, from which everything else is derived. */
export const route = <const R extends Route>(declared: R): R => declared

/** A file as a handler answers with it. */
export interface FileAnswer {
  /** As people call it, in any script. */
  readonly name: string
  /** What the bytes are, found by looking at them. */
  readonly mediaType: string
  readonly bytes: number
  readonly content: AsyncIterable<Uint8Array>
}

type Parts = 'params' | 'query' | 'body'
type Uploading = { readonly upload: { readonly bytesMax: number } }
type Streaming = { readonly stream: { readonly mediaType: string } }
type Documented = { readonly document: { readonly mediaType: string } }
/** What a caller sends (wire side). */
export type CallOf<R extends Route> = {
  [P in Parts as R[P] extends z.ZodType ? P : never]: R[P] extends z.ZodType ? z.input<R[P]> : never
} & (R extends Uploading ? { readonly upload: Blob } : unknown)
/** What a caller receives (wire side). */
export type AnswerOf<R extends Route> = R['response'] extends z.ZodType
  ? z.input<R['response']>
  : R extends Streaming | Documented | { readonly file: true } | { readonly rpc: true } | { readonly prometheus: true }
    ? Response
    : undefined
/** What a handler receives (inner side). */
export type HandledOf<R extends Route> = {
  [P in Parts as R[P] extends z.ZodType ? P : never]: R[P] extends z.ZodType ? z.output<R[P]> : never
} & (R extends Uploading ? { readonly upload: AsyncIterable<Uint8Array> } : unknown) &
  (R['takes'] extends readonly string[] ? { readonly bytes: Uint8Array } : unknown)
/** What a handler returns (inner side). */
export type ReplyOf<R extends Route> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : R extends { readonly file: true }
    ? FileAnswer
    : R extends { readonly rpc: true }
      ? Uint8Array
      : R extends Documented | { readonly prometheus: true }
        ? string
        : R extends Streaming
          ? AsyncIterable<string | Uint8Array>
          : undefined

/** A part's routes by short name: `{ createClient: route({ id: 'catalog.createClient', … }) }`. */
export type Contract = Readonly<Record<string, Route>>

/** Prefixed id on the wire, UUID inside. The same schema each time: contracts ask hundreds of times, at each start. */
export const idOf = (thing: Thing): IdField => {
  const made = idFields.get(thing) ?? makeIdField(thing)
  idFields.set(thing, made)
  return made
}

type IdField = ReturnType<typeof makeIdField>
const idFields = new Map<Thing, IdField>()

/** The same for a field that stands in the place of another one: examples leave it out. */
export const insteadIdOf = (thing: Thing): IdField => makeIdField(thing, { examples: [] })

const makeIdField = (thing: Thing, of: { readonly examples?: [] } = {}) =>
  z.codec(
    z
      .string()
      .regex(new RegExp(`^${prefixes[thing]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `must be an id such as ${prefixes[thing]}_01jd4m…`)
      .meta({ description: `Id of a ${thing.replaceAll('_', ' ')}`, ...of }),
    z.string(),
    { decode: (id) => toUuid(thing, id) ?? '', encode: (uuid) => toId(thing, uuid) },
  )

/** RFC 3339 on the wire, Instant inside. */
export const instantField = instantText(z.iso.datetime({ offset: true }))

/** The same with an example of its own, where one instant has to follow another. */
export const instantFieldAs = (example: string) => instantText(z.iso.datetime({ offset: true }).meta({ examples: [example] }))

function instantText(text: z.ZodISODateTime) {
  return z.codec(
    text,
    z.custom<Instant>((value) => typeof value === 'number'),
    {
      decode: (said) => instant(said),
      encode: (at) => toIso(at),
    },
  )
}

/** Keyset paging: `cursor` is opaque and comes from the previous page. */
export const PAGE_LIMIT_MAX = 200
export const PAGE_LIMIT_DEFAULT = 50
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PAGE_LIMIT_MAX)
    .default(PAGE_LIMIT_DEFAULT)
    .meta({ description: `Rows in the answer, at most ${PAGE_LIMIT_MAX}` }),
  cursor: z.string().max(500).optional().meta({ description: 'next_cursor of the previous page' }),
}
/** A page of rows; `nextCursor` null means that this was the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
