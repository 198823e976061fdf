/** What a new rule is filled with when somebody comes from a signal that is away from what is usual. */
import { i18n } from '@lingui/core'
import { emptyFields, type RuleFields } from './rule-fields.ts'

interface DraftOf {
  readonly what: string
  readonly fields: Pick<RuleFields, 'kind'> & Partial<RuleFields>
  /** How the dialog counts what the signal counts as one. */
  readonly factor: number
}

/** Signals that a rule can look at as they are. */
function draftOf(signal: string): DraftOf | undefined {
  const drafts: Readonly<Record<string, DraftOf>> = {
    response_time: { what: i18n.t('Response time p95'), fields: { kind: 'latency' }, factor: 1_000 },
    error_rate: { what: i18n.t('Error rate'), fields: { kind: 'error_share' }, factor: 100 },
    cpu: { what: i18n.t('CPU'), fields: { kind: 'metric', metric: 'system.cpu.utilization' }, factor: 1 },
    memory: { what: i18n.t('Memory'), fields: { kind: 'metric', metric: 'system.memory.utilization' }, factor: 1 },
  }
  return drafts[signal]
}

/** What an address carries of a rule; each may be missing, and `above` no number. */
interface Asked {
  readonly rule: string | undefined
  readonly above: string | undefined
  readonly environment: string | undefined
}

/** It only learns, and looks at an hour: what was unusual once is no reason to wake somebody. Null for signals that no rule knows. */
export function draftFor({ rule, above, environment }: Asked): RuleFields | null {
  const draft = draftOf(rule ?? '')
  if (draft === undefined) return null
  const limit = Number(above) * draft.factor
  return {
    ...emptyFields,
    ...draft.fields,
    name: i18n.t('{what} above what is usual', { what: draft.what }),
    severity: 'minor',
    environmentId: environment ?? '',
    limit: Number.isFinite(limit) && above !== undefined ? String(Number(limit.toPrecision(3))) : '',
    minutes: '60',
    overMinutes: '60',
  }
}
