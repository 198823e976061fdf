/** By which of their channels somebody is tried, and why. Pure. */

/** What is looked at of an address. */
export interface Reachable {
  readonly id: string
  readonly personId: string | null
  readonly channel: string
  readonly verifiedAt: number | null
  readonly breaksSilence: boolean
  readonly position: number
}

/**
 * | reason | |
 * |---|---|
 * | first_in_order | it stands first in the person's own order |
 * | breaks_silence_at_night | it is night where the person is, and this sounds although the telephone is silent |
 * | beside_the_first | the console shows it as well; it costs nothing |
 * | after_failure | the channel before could not hand it over |
 * | after_silence | nobody answered the channel before |
 */
export type ChannelReason = 'first_in_order' | 'breaks_silence_at_night' | 'beside_the_first' | 'after_failure' | 'after_silence'

export interface ChannelChoice<A> {
  readonly address: A
  readonly why: ChannelReason
}

/** The channels with which a turn begins: the first of the person's, and their console beside it. Nothing when none can be used. */
export function firstChannels<A extends Reachable>(addresses: readonly A[], isNight: boolean): readonly ChannelChoice<A>[] {
  const [first, ...rest] = channelOrder(addresses, isNight)
  if (first === undefined) return []
  const isMoved = first.position !== Math.min(...usable(addresses).map(({ position }) => position))
  const why = isNight && isMoved && first.breaksSilence ? 'breaks_silence_at_night' : 'first_in_order'
  const console = rest.find(({ channel }) => channel === CONSOLE)
  return [{ address: first, why }, ...(console ? [{ address: console, why: 'beside_the_first' } as const] : [])]
}

/** The one after those that were used; undefined when all were. */
export function nextChannel<A extends Reachable>(addresses: readonly A[], used: ReadonlySet<string>, isNight: boolean): A | undefined {
  return channelOrder(addresses, isNight).find(({ id }) => !used.has(id))
}

/** Rings in open consoles; nobody looks at it while asleep. */
export const CONSOLE = 'in_app'

/** What can be used, in the person's own order, but the console last, because nobody may be looking, and at night what breaks silence first. */
export function channelOrder<A extends Reachable>(addresses: readonly A[], isNight: boolean): readonly A[] {
  const rank = ({ channel, breaksSilence }: A) => (channel === CONSOLE ? 2 : isNight && !breaksSilence ? 1 : 0)
  return usable(addresses).toSorted((a, b) => rank(a) - rank(b) || a.position - b.position)
}

/** Nothing is handed over to what was never proved. */
function usable<A extends Reachable>(addresses: readonly A[]): readonly A[] {
  return addresses.filter(({ verifiedAt }) => verifiedAt !== null)
}
