/** What every action of the catalog begins and ends with. */
import type { z } from 'zod'
import type { EventKind, RecordRef, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { State } from '../domain/words.ts'
import { catalogCodes } from '../contract/codes.ts'

/** Who asks, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

/** A thing that is to be changed: its UUID and the version that the caller has read. */
export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** Throws `common.not_found` for nothing. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Fault(common.not_found)
  return row
}

/** Throws `common.version_mismatch` when somebody else was faster. */
export function expectVersion(row: { readonly version: number }, target: Target): void {
  if (target.ifMatch !== row.version) throw new Fault(common.version_mismatch)
}

export function expectActive(row: { readonly state: State }, what: string): void {
  if (row.state !== 'active') throw new Fault(catalogCodes.archived, { detail: `${what} is archived; bring it back before changing it.` })
}

/** The transaction of one action, its instant and its actor. */
export interface Writing {
  readonly tx: Tx
  readonly at: Instant
  readonly log: Platform['log']
  readonly actor: Caller['ref']
}

/** Opens the one transaction of an action and reads the clock once. */
export function writing<T>({ platform, caller }: Act, body: (writing: Writing) => Promise<T>): Promise<T> {
  const at = platform.clock.now()
  return platform.work.run((tx) => body({ tx, at, log: platform.log, actor: caller.ref }))
}

/** Publishes an event about a thing. */
export async function tell<P extends z.ZodType>(
  { tx, at, log, actor }: Writing,
  event: EventKind<P>,
  about: { readonly record: RecordRef; readonly scope: Scope; readonly particulars: z.input<P> },
): Promise<void> {
  await log.publish(tx, { event, actor, at, ...about })
}

/** The row with what was asked for put in; what was left out stays. */
export function merged<R extends object, B extends object>(row: R, body: B): R & { [K in keyof B]: Exclude<B[K], undefined> } {
  return { ...row, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) } as ReturnType<
    typeof merged<R, B>
  >
}
