/** What every look is given, and what looks that connect have in common. */
import type { Socket } from 'node:net'
import type { Egress, EgressFailure, SocketRefusal } from '#platform/egress/egress.ts'
import type { Platform } from '#platform/platform.ts'
import { aLook, NO_SPLIT, type Look, type Split } from '../../domain/look.ts'
import type { Reason } from '../../domain/words.ts'

/** One look that is to be made. */
export interface Asking<S> {
  readonly platform: Pick<Platform, 'egress' | 'work' | 'clock'>
  /** UUID; undefined while a check is only tried. */
  readonly checkId: string | undefined
  readonly settings: S
  /** In plain; null: there is none. */
  readonly secret: string | null
  readonly timeLimitMs: number
  readonly isPrivateAllowed: boolean
}

const REASON_OF: Readonly<Record<EgressFailure, Reason>> = {
  invalid_url: 'redirect_refused',
  scheme_not_allowed: 'redirect_refused',
  dns_lookup_failed: 'name_server_failed',
  address_not_allowed: 'address_not_allowed',
  connection_refused: 'connection_refused',
  connection_timeout: 'connection_timeout',
  connection_lost: 'connection_lost',
  tls_failed: 'tls_failed',
  too_many_redirects: 'too_many_redirects',
  response_too_large: 'answer_invalid',
  answer_invalid: 'answer_invalid',
  answer_timeout: 'answer_timeout',
}

/** Codes of the system that say more than the failure. */
const REASON_OF_CODE: Readonly<Record<string, Reason>> = {
  ENOTFOUND: 'name_not_found',
  EAI_NODATA: 'name_not_found',
  EAI_NONAME: 'name_not_found',
  EHOSTUNREACH: 'host_unreachable',
  // Our own machine knows no way there: the target was not even asked.
  ENETUNREACH: 'own_network_failed',
  EADDRNOTAVAIL: 'own_network_failed',
}

/** Why the guard gave no connection. */
export function refusedBy({ failure, code }: SocketRefusal): Look {
  return aLook(REASON_OF_CODE[code] ?? REASON_OF[failure], { detail: code })
}

/** An open connection, with what came before. */
export interface Reached {
  readonly socket: Socket
  readonly split: Split
}

export async function reach(
  egress: Egress,
  to: { readonly host: string; readonly port: number; readonly timeoutMs: number; readonly privateAllowed: boolean },
): Promise<Reached | Look> {
  const answer = await egress.connect(to)
  if (!answer.ok) return refusedBy(answer)
  return { socket: answer.socket, split: { ...NO_SPLIT, dns: answer.dnsMs, connect: answer.connectMs } }
}

export const isLook = (outcome: object): outcome is Look => 'reason' in outcome

/** Ends what hangs: `end` is called once when the limit is reached, unless the work was done before. */
export async function within<T>(timeoutMs: number, end: () => void, work: Promise<T>): Promise<T> {
  const timer = setTimeout(end, Math.max(1, timeoutMs))
  timer.unref()
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}
