/** Sign-ins and failed attempts, read from the log. */
import type { SealedEvent } from '#kit/event.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import { personSignedIn, signInFailed } from '#events/identity.ts'
import type { VisibleScope } from '#platform/log/log.ts'
import type { Needs } from '../access/needs.ts'
import { requirePermission, requireSession, type PersonCaller } from '../access/caller.ts'
import { organisationScope } from '../domain/permit.ts'
import type { SecondFactor } from '../domain/second-factor.ts'
import type { SignInMethod, SignInRefusal } from '../domain/sign-in.ts'
import { findSummaries } from '../store/people-list.ts'

const ORDER = '-seq'
/** Events about accounts belong to the organisation and are internal. */
const visible: readonly VisibleScope[] = [{ clientId: null, applicationId: null, audiences: ['internal'] }]

export interface SignInsQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly result?: 'signed_in' | 'refused' | undefined
  readonly person?: string | undefined
}

/** Those of everybody, or of one person. */
export async function listSignIns(platform: Needs, caller: PersonCaller, query: SignInsQuery) {
  requirePermission(caller, 'identity.sign_ins.read', organisationScope)
  return read(platform, query)
}

/** The caller's own. */
export async function listMySignIns(platform: Needs, caller: PersonCaller, query: Omit<SignInsQuery, 'person'>) {
  requireSession(caller)
  return read(platform, { ...query, person: caller.personId })
}

async function read({ log, work }: Needs, { limit, cursor, result, person }: SignInsQuery) {
  const after = decodeCursor(cursor, ORDER, 1)
  const before = after === null ? null : Number(after[0])
  const kinds = [...(result === 'refused' ? [] : [personSignedIn.kind]), ...(result === 'signed_in' ? [] : [signInFailed.kind])]
  const ask = { visible, before, limit: limit + 1, ...(person === undefined ? {} : { recordId: person }) }
  // The log is searched by one kind at a time; of both pages together the newest are the page.
  const pages = await Promise.all(kinds.map((kind) => log.search({ ...ask, kind })))
  const events = pages.flatMap((page) => page.items).toSorted((a, b) => b.seq - a.seq)
  const items = events.slice(0, limit)
  const names = await work.read((tx) => findSummaries(tx, [...new Set(items.map((event) => event.record.id))]))
  const nameById = new Map(names.map(({ id, name }) => [id, name]))
  const last = items.at(-1)
  return {
    items: items.map((event) => shown(event, nameById.get(event.record.id) ?? null)),
    nextCursor: events.length > limit && last ? encodeCursor({ order: ORDER, after: [last.seq] }) : null,
  }
}

/** Particulars as `events/identity.ts` declares them, of either kind and of every age. */
interface Told {
  readonly by?: SignInMethod
  readonly secondFactor?: SecondFactor | null
  readonly reason?: SignInRefusal
  readonly address: string | null
  readonly device?: string | null
}

function shown(event: SealedEvent, name: string | null) {
  const told = event.particulars as unknown as Told
  const isFailure = event.kind === signInFailed.kind
  return {
    id: event.id,
    at: event.at,
    personId: event.record.id,
    name,
    result: isFailure ? ('refused' as const) : ('signed_in' as const),
    method: told.by ?? null,
    secondFactor: told.secondFactor ?? null,
    // What was told before reasons were kept was always the password.
    reason: isFailure ? (told.reason ?? ('wrong_password' as const)) : null,
    address: told.address,
    userAgent: told.device ?? null,
  }
}
