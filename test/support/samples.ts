/**
 * Sample calls: one valid call for every route, kept by the part that owns the route (`testing.ts`, exported as `samples`). The
 * conformance sweep makes each call as it is and then spoils it: without a session, as a stranger, with a bad body and so on.
 */

/**
 * The standing cast of the sweep. Clients A and B each have one application.
 *
 * | name | who |
 * |---|---|
 * | owner | set Pitcrew up; may do everything |
 * | lead | technical lead everywhere |
 * | engineer | support engineer of client A |
 * | contact | client contact of client A |
 * | outsideLead | technical lead of client B: holds rights, none of them for client A |
 * | stranger | client contact of client B |
 * | powerless | signed in, holds no role at all |
 */
export const CAST = ['owner', 'lead', 'engineer', 'contact', 'outsideLead', 'stranger', 'powerless'] as const
export type CastName = (typeof CAST)[number]

/** One valid call, on the wire side: prefixed ids, RFC 3339 times. */
export interface SampleCall {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The file, on routes that take one. */
  readonly upload?: string
  /** Instead of `body`, for routes that take bytes of another type. */
  readonly bytes?: { readonly type: string; readonly content: Uint8Array<ArrayBuffer> }
  /** Key of an environment that is sent instead of a session, for routes that need one. */
  readonly environmentKey?: string
  /** Version for If-Match on routes `versioned: 'write'`. */
  readonly ifMatch?: number
  /** Who makes it; the owner unless said. */
  readonly as?: CastName
  /** Status of the answer, where a valid call cannot succeed in the sweep's world. */
  readonly refusedWith?: number
}

/** Ids on the wire side (`cli_…`, `app_…`, `per_…`). */
export interface SampleWorld {
  readonly clientA: string
  readonly clientB: string
  readonly applicationA: string
  readonly applicationB: string
  readonly people: Readonly<Record<CastName, { readonly id: string; readonly email: string; readonly password: string }>>
  /** Makes another call, as the owner unless `as` says otherwise, and returns its decoded JSON; throws when it is refused. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
  call(routeId: string, call?: SampleCall): Promise<any>
  /** A new text on each call, for names and addresses that must be unique. */
  fresh(stem: string): string
}

/**
 * Builds one valid call. It is evaluated anew before each try, so it may create what it needs (`await world.call(…)`), and must
 * where the call destroys or changes what it names. Everything it names should belong to client A where it has a choice, so
 * that the stranger has something to be refused.
 */
export type Sample = (world: SampleWorld) => SampleCall | Promise<SampleCall>

/** By route id: `{ 'catalog.createClient': (world) => ({ body: { name: world.fresh('Client') } }) }`. */
export type Samples = Readonly<Record<string, Sample>>
