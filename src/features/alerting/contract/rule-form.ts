/** Rules as they are written outside, in seconds, and as they are judged by, in milliseconds. */
import { SECOND_MS } from '#kit/time.ts'
import type { z } from 'zod'
import type { Source } from '../domain/rule.ts'
import type { Condition } from '../domain/watch.ts'
import type { ruleCondition, ruleSource } from './rules.ts'

type SourceForm = z.output<typeof ruleSource>
type ConditionForm = z.output<typeof ruleCondition>

export function readSource(form: SourceForm): Source {
  if (!('overSeconds' in form)) return form
  const { overSeconds, ...rest } = form
  return { ...rest, overMs: overSeconds * SECOND_MS }
}

export function showSource(source: Source): SourceForm {
  if (!('overMs' in source)) return 'labels' in source ? { ...source, labels: { ...source.labels } } : source
  const { overMs, ...rest } = source
  const shown = { ...rest, overSeconds: Math.round(overMs / SECOND_MS) }
  return 'labels' in shown ? { ...shown, labels: { ...shown.labels } } : shown
}

export function readCondition({ forSeconds, recoverForSeconds, noDataAfterSeconds, ...rest }: ConditionForm): Condition {
  return {
    ...rest,
    forMs: forSeconds * SECOND_MS,
    recoverForMs: recoverForSeconds * SECOND_MS,
    noDataAfterMs: noDataAfterSeconds * SECOND_MS,
  }
}

export function showCondition({ forMs, recoverForMs, noDataAfterMs, ...rest }: Condition): ConditionForm {
  return {
    ...rest,
    forSeconds: forMs / SECOND_MS,
    recoverForSeconds: recoverForMs / SECOND_MS,
    noDataAfterSeconds: noDataAfterMs / SECOND_MS,
  }
}
