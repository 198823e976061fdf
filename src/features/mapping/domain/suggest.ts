/** The rule that would assign what was noted; apart from what notes, so that a browser has it without the rules of scrubbing. */
import { VALUE_LENGTH_MAX } from './limits.ts'
import type { Matcher } from './rules.ts'

/** A label with its value as it is noted. */
export type Noted = readonly [label: string, value: string]

/** They tell one sender from its likes and not where it belongs, unless nothing else does. */
const OF_ONE_SENDER: ReadonlySet<string> = new Set(['host.name', 'instance'])

const SCRUBBED = '[removed:'

/** The matchers of a rule that assigns what has these labels; none when they say too little. */
export function matchersFor(noted: readonly Noted[]): readonly Matcher[] {
  const usable = noted.filter(([, value]) => !value.includes(SCRUBBED))
  const shared = usable.filter(([label]) => !OF_ONE_SENDER.has(label))
  const [first] = usable
  const chosen = shared.length > 0 ? shared.slice(0, 2) : first ? [first] : []
  return chosen.map(([label, value]) => ({ label, match: value.length < VALUE_LENGTH_MAX ? 'is' : 'begins_with', value }))
}
