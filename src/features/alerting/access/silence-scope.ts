/** Where a silence belongs, and how what it names is called outside. */
import { toId, toUuid } from '#kit/ids.ts'
import type { Scope } from '#kit/event.ts'
import type { Matcher } from '../domain/silence.ts'
import type { SilenceRow } from '../store/silences.ts'

export function scopeOfSilence({ clientId, applicationId }: Pick<SilenceRow, 'clientId' | 'applicationId'>): Scope {
  return { clientId, applicationId, audience: 'internal' }
}

const THINGS = { application: 'application', environment: 'environment', component: 'component', rule: 'alert_rule' } as const
type Named = keyof typeof THINGS

const isNamed = (field: string): field is Named => field in THINGS
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** With UUIDs for ids; keys of the plan's rules and what is no id stay as they are. */
export function readMatcher(matcher: Matcher): Matcher {
  return isNamed(matcher.field) ? { ...matcher, value: toUuid(THINGS[matcher.field], matcher.value) ?? matcher.value } : matcher
}

/** The other way round. */
export function showMatcher(matcher: Matcher): Matcher {
  if (!isNamed(matcher.field)) return matcher
  return { ...matcher, value: UUID.test(matcher.value) ? toId(THINGS[matcher.field], matcher.value) : matcher.value }
}

/** What a rule is called outside: the key of the plan's threshold, or the prefixed id of an own rule. */
export const showRuleKey = (key: string): string => showMatcher({ field: 'rule', name: '', operator: 'is', value: key }).value
