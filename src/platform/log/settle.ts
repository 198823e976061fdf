/** Waiting until the log has come to rest; for tests and for a clean end. */
import { setTimeout as wait } from 'node:timers/promises'
import { common, Fault } from '#kit/fault.ts'
import type { Loop } from '../loop.ts'
import type { Work } from '../work.ts'
import type { Reactions } from './reactions.ts'
import { findHead, lastPending, waitsUpTo } from './store/pending.ts'

/** Whatever takes longer is stuck. */
const TIMEOUT_MS = 30_000
/** Another node may be the one that seals or reacts. */
const ASK_AGAIN_MS = 10
/** A reaction may publish, and another react to that: as deep as this we follow. */
const ROUNDS_MAX = 10

export interface SettleOptions {
  readonly work: Work
  readonly reactions: Reactions
  readonly seal: Loop
  readonly react: Loop
  readonly follow: Loop
}

/** Resolves when everything committed before the call is sealed, reacted to and shown to followers, and so on for what reactions published. */
export async function settle({ work, reactions, seal, react, follow }: SettleOptions): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const last = await work.read(lastPending)
    await repeat(seal, async () => !(await work.read((tx) => waitsUpTo(tx, last))))
    const head = (await work.read(findHead))?.seq ?? 0
    await repeat(react, async () => (await reactions.behind(head)).length === 0)
    await follow.now()
    if ((await work.read(lastPending)) === 0) return
  }
}

async function repeat(loop: Loop, done: () => Promise<boolean>): Promise<void> {
  const startedMs = performance.now()
  while (!(await done())) {
    if (performance.now() - startedMs > TIMEOUT_MS) throw new Fault(common.internal, { internal: 'the event log does not come to rest' })
    await loop.now()
    if (!(await done())) await wait(ASK_AGAIN_MS)
  }
}
