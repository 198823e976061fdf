/** The rule of a schedule as somebody wrote it. */
import { Fault } from '#kit/fault.ts'
import { maintenanceCodes } from '../contract/codes.ts'
import { judgeRule } from '../domain/recurrence.ts'

/** Throws `maintenance.schedule_not_possible`. */
export function ruleOf(text: string): string {
  const judged = judgeRule(text)
  if (judged.ok) return judged.rule
  const words = {
    not_understood: 'This rule is not understood.',
    too_often: 'Windows repeat by days or longer.',
    too_long: 'This rule is too long.',
  }
  const message = words[judged.reason]
  throw new Fault(maintenanceCodes.schedule_not_possible, { detail: message, fields: [{ field: 'body.rule', message }] })
}
