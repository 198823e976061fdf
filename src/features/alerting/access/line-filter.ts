/** The log lines that a rule counts, as logs look for them. */
import { severityOf, wordsOf } from '#features/logs/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Source } from '../domain/rule.ts'

type LineSource = Extract<Source, { readonly kind: 'logs' }>

/** Words beyond those that logs look for at once were refused when the rule was written. */
export function lineFilterOf({ text, level, service }: LineSource, { from, to }: { readonly from: Instant; readonly to: Instant }) {
  return { from, to, words: wordsOf(text) ?? [], severityMin: severityOf(level), service: service === '' ? undefined : service }
}
