/** Expressions as Prometheus's API answers them. */
import { instantData, rangeData } from '../domain/answer.ts'
import { environmentsSeen, badParameter, lengthIn, momentIn, required, type Ask } from './ask.ts'
import { evaluateOver, requireExpression } from './evaluate.ts'
import type { Grid } from '../domain/values.ts'

const answer = (data: string): string => `{"status":"success","data":${data}}`

/** The value of an expression at one moment. */
export async function answerInstant(ask: Ask): Promise<string> {
  const { parameters, platform } = ask
  const startMs = momentIn(parameters, 'time', platform.clock.now())
  const grid = { startMs, stepMs: 60_000, count: 1 }
  return answer(instantData(await evaluate(ask, grid), grid))
}

/** The value of an expression at every step of a range. */
export async function answerRange(ask: Ask): Promise<string> {
  const { parameters } = ask
  const startMs = momentIn(parameters, 'start')
  const endMs = momentIn(parameters, 'end')
  if (endMs < startMs) throw badParameter('end', 'end timestamp must not be before start time')
  const stepMs = lengthIn(parameters, 'step')
  if (stepMs === undefined) throw badParameter('step', 'it is missing')
  const grid = { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 1, isRange: true }
  return answer(rangeData(await evaluate(ask, grid), grid))
}

async function evaluate(ask: Ask, grid: Grid) {
  const { parameters, platform, gone: signal } = ask
  const expression = await requireExpression(required(parameters, 'query'))
  const lookbackMs = lengthIn(parameters, 'lookback_delta')
  const timeoutMs = lengthIn(parameters, 'timeout')
  return evaluateOver(platform, { expression, environmentIds: await environmentsSeen(ask), grid, lookbackMs, timeoutMs, signal })
}
