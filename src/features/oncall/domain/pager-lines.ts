/** From how the pager stands to what people are told of it. Pure. */
import { MINUTE_MS, type Instant } from '#kit/time.ts'
import type { DeadPart, PagerFault } from './pager.ts'

export interface PagerStanding {
  /** What the last self-test found dead. */
  readonly dead: readonly DeadPart[]
  /** When the address outside was last called; null: never. */
  readonly calledAt: Instant | null
  /** Why its last call failed; null: it did not. */
  readonly callFailure: string | null
  /** What stands still; null where nobody looks. */
  readonly faults: readonly PagerFault[] | null
  /** An owner named an address outside. */
  readonly isCallWanted: boolean
  readonly now: Instant
}

/** A line of the health page. */
export interface PagerLine {
  readonly name: string
  readonly state: 'ok' | 'not_set' | 'warning' | 'failing'
  readonly reason: string
  readonly values: Readonly<Record<string, string | number>>
  readonly sentence: string
}

/** The pager first, then the address outside. */
export function pagerLines(standing: PagerStanding): readonly PagerLine[] {
  return [pagerLine(standing), deadManLine(standing)]
}

const FAULTS: Readonly<Record<PagerFault, string>> = {
  nobody_hands_over: 'No node hands pages over any more: see that a node with the role worker runs.',
  queue_stands: 'Pages wait, and no node takes them: the log of Pitcrew says why.',
  reactions_stand: 'Alerts and answers are not looked at any more: the jobs page says whether a reaction is parked.',
}

function pagerLine({ dead, faults }: PagerStanding): PagerLine {
  const name = 'pager'
  if (faults === null) {
    const sentence = 'The pager is looked after by the running server.'
    return { name, state: 'ok', reason: 'elsewhere', values: {}, sentence }
  }
  const [fault] = faults
  if (fault !== undefined) return { name, state: 'failing', reason: fault, values: {}, sentence: FAULTS[fault] }
  if (dead.length > 0) {
    const values = { dead: dead.map((one) => `${one.name} (${one.reason})`).join(', ') }
    return { name, state: 'warning', reason: 'parts_dead', values, sentence: `The self-test of the pager found dead: ${values.dead}.` }
  }
  return { name, state: 'ok', reason: 'works', values: {}, sentence: 'The pager reaches its stores and channels, and its queue moves.' }
}

function deadManLine({ calledAt, callFailure, isCallWanted, now }: PagerStanding): PagerLine {
  const name = 'dead_man'
  if (!isCallWanted) {
    const sentence = 'No address outside is called, so nobody would notice if this whole installation were gone.'
    return { name, state: 'not_set', reason: 'not_set', values: {}, sentence }
  }
  if (callFailure !== null) {
    const values = { failure: callFailure }
    return { name, state: 'warning', reason: 'failed', values, sentence: `The address outside could not be called: ${callFailure}.` }
  }
  if (calledAt === null) {
    return { name, state: 'ok', reason: 'not_yet', values: {}, sentence: 'The address outside is called with the next self-test.' }
  }
  const values = { minutes: Math.floor((now - calledAt) / MINUTE_MS) }
  return { name, state: 'ok', reason: 'called', values, sentence: `The address outside was last called ${values.minutes} min ago.` }
}
