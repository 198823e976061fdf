/** The way to a watched database: through the egress guard, which judges the address, and bounded in time. */
import type { Socket } from 'node:net'
import type { Egress } from '#platform/egress/egress.ts'
import { ProbeFailed, reasonOfEgress } from '../domain/failures.ts'
import type { Target } from '../domain/target.ts'

/** From the look-up of the name to the open connection; drivers get as long again to log in. */
export const CONNECT_TIMEOUT_MS = 6_000

/** An open socket that does not keep the process running. Throws ProbeFailed. */
export async function socketTo(egress: Egress, { host, port, privateAllowed }: Target): Promise<Socket> {
  const answer = await egress.connect({ host, port, privateAllowed, timeoutMs: CONNECT_TIMEOUT_MS })
  if (!answer.ok) throw new ProbeFailed(reasonOfEgress(answer.failure), answer.detail)
  answer.socket.unref()
  return answer.socket
}
