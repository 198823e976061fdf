/** What clients of Prometheus ask before or beside their questions, and what is the same for everybody. */
import { answered } from '../domain/answer.ts'
import { momentIn, required, type Ask } from './ask.ts'
import { requireExpression } from './evaluate.ts'

/** Clients look at the version to know what they may ask. */
export function answerBuild(): string {
  return answered({ version: '2.42.0', revision: 'pitcrew', branch: '', buildUser: '', buildDate: '', goVersion: '' })
}

/** Alert rules are no part of this API; clients take an empty list for a Prometheus without rules. */
export function answerRules(): string {
  return answered({ groups: [] })
}

/** Nor are the alerts of such rules. */
export function answerAlerts(): string {
  return answered({ alerts: [] })
}

/** None are kept; a question that could not be asked is refused all the same. */
export async function answerExemplars({ parameters }: Pick<Ask, 'parameters'>): Promise<string> {
  await requireExpression(required(parameters, 'query'))
  momentIn(parameters, 'start')
  momentIn(parameters, 'end')
  return answered([])
}
