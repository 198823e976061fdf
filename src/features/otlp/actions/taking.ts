/** What takes a request of any signal: where it may write, and how a request that cannot be read is counted. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { assign, mappingBookOf, noteUnassigned, split, type MappedProtocol, type RuleSet } from '#features/mapping/public.ts'
import { refusalWords, tallyOf, type KeyAccess, type MappedAccess, type Source } from '#features/telemetry/public.ts'
import { otlpCodes } from '../contract/codes.ts'
import { resourceLabels } from '../domain/labels.ts'
import { REPEATED_LENGTH_MAX } from '../domain/limits.ts'
import type { Resource } from '../domain/messages.ts'
import type { Shape } from '../domain/shape.ts'
import { readBody, tooLarge, type Body } from './read-body.ts'

export type Needs = Pick<Platform, 'config' | 'clock'>

/** Of whom a request is: a key of one environment, or of one whose rules say the environment of each resource. */
export type Sender = Omit<Source, 'protocol'> | (MappedAccess & { readonly rules: RuleSet })

/** Whose key it is; with the rules, when those say where it may write. */
export async function senderOf(platform: Pick<Platform, 'work' | 'clock' | 'log'>, access: KeyAccess | MappedAccess): Promise<Sender> {
  return 'owner' in access ? { ...access, rules: await mappingBookOf(platform).of(access.owner) } : access
}

/** What a signal sends. */
export interface Message<T> {
  readonly protocol: MappedProtocol
  readonly shape: Shape<T>
  /** In characters: what is said once and stands with each item once it is kept. */
  readonly repeated?: (request: T) => number
}

/** Throws what `readBody` throws, and `otlp.too_large` for what becomes too much once it is kept; counted where it is known whose it is. */
export async function readCounted<T>(platform: Needs, sender: Sender, { protocol, shape, repeated }: Message<T>, body: Body): Promise<T> {
  try {
    const request = await readBody(shape, body)
    if (repeated && repeated(request) > REPEATED_LENGTH_MAX)
      throw tooLarge(`${REPEATED_LENGTH_MAX} characters of resources, counted with each of their items`)
    return request
  } catch (error) {
    const outcome = error instanceof Fault && error.code.status === otlpCodes.too_large.status ? 'too_large' : 'malformed'
    if ('environmentId' in sender) {
      const source = { ...sender, protocol }
      tallyOf(platform).rejected({ source, at: platform.clock.now(), bytes: body.bytes.length }, outcome, 0)
    }
    throw error
  }
}

interface OfResource {
  readonly resource: Resource | undefined
}

export interface Parting<R extends OfResource> {
  readonly protocol: MappedProtocol
  readonly resources: readonly R[]
  readonly itemsOf: (of: R) => number
  /** Of the body as it came. */
  readonly bytes: number
}

export interface Parted<R> {
  /** One for each environment; of a key of an environment its one, whatever it sends. */
  readonly parts: readonly { readonly source: Source; readonly bytes: number; readonly resources: readonly R[] }[]
  /** How many items no rule assigns. */
  readonly unassigned: number
  /** Notes what was not assigned; once the rest is kept, so that a request that is sent again counts once. */
  readonly note: () => void
}

/** Parts what was sent by environment. */
export function parted<R extends OfResource>(platform: Needs, sender: Sender, parting: Parting<R>): Parted<R> {
  const { protocol, resources, itemsOf, bytes } = parting
  if ('environmentId' in sender)
    return { parts: [{ source: { ...sender, protocol }, bytes, resources }], unassigned: 0, note: () => undefined }
  const { keyId, owner, rules } = sender
  const all = resources.map((of) => ({ of, labels: resourceLabels(of.resource), items: itemsOf(of) }))
  const { parts, unassigned } = split(all, ({ labels }) => assign(rules, labels))
  const count = (of: readonly { readonly items: number }[]) => of.reduce((sum, { items }) => sum + items, 0)
  const total = Math.max(1, count(all))
  return {
    parts: parts.map(({ environmentId, items }) => ({
      source: { environmentId, keyId, protocol },
      bytes: Math.round((bytes * count(items)) / total),
      resources: items.map(({ of }) => of),
    })),
    unassigned: count(unassigned.map(({ item }) => item)),
    note: () =>
      noteUnassigned(
        platform,
        { owner, rules, protocol },
        unassigned.map(({ item: { labels, items }, reason }) => ({ labels, reason, items })),
      ),
  }
}

/** What was refused in all parts, by reason. */
export function summed<R extends string>(refused: readonly Readonly<Partial<Record<R, number>>>[]): Partial<Record<R, number>> {
  const sums: Partial<Record<R, number>> = {}
  for (const of of refused) for (const [reason, count] of Object.entries(of) as [R, number][]) sums[reason] = (sums[reason] ?? 0) + count
  return sums
}

/** What is said of what was not kept: first what no rule assigned. */
export function wordsWith(unassigned: number, words: string): string {
  return [unassigned === 0 ? '' : refusalWords({ unassigned }), words].filter((of) => of !== '').join('; ')
}
