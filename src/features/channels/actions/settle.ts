/** What messages were about is over, or somebody else has it. */
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../needs.ts'
import { settleMessages } from '../store/messages.ts'
import { askWithdrawal } from './withdrawing.ts'
import { tellRings } from './channels/in-app/in-app.ts'

/** Consoles stop ringing after the commit, and what goes on at providers is withdrawn. */
export async function settle(needs: Needs, tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const settled = await settleMessages(tx, keys, needs.clock.now())
  await askWithdrawal(needs, tx, settled)
  const people = new Set(settled.flatMap(({ channel, personId }) => (channel === 'in_app' && personId !== null ? [personId] : [])))
  if (people.size > 0) needs.work.afterCommit(tx, () => people.forEach((personId) => tellRings(needs, personId)))
}
