/** What the program `ping` of iputils, busybox, inetutils and BSD says of one packet. Pure. */
import { aLook, NO_SPLIT, type Look } from './look.ts'

export interface PingTold {
  /** Undefined: it was ended. */
  readonly status: number | undefined
  readonly output: string
  /** On its error output. */
  readonly told: string
}

export function readPing({ status, output, told }: PingTold): Look {
  const time = /time[=<]\s*([\d.]+)\s*ms/.exec(output)?.[1]
  if (status === 0 && time !== undefined) return aLook('answered', { split: { ...NO_SPLIT, wait: Number(time) } })
  if (/unreachable/i.test(told) && /network/i.test(told)) return aLook('own_network_failed')
  if (/not permitted|permission|socket/i.test(told)) return aLook('means_missing', { detail: 'ping' })
  if (/unreachable/i.test(output)) return aLook('host_unreachable')
  // 1: no answer came, by all of them; an ending by force is our limit.
  if (status === 1 || status === undefined || /\b0 (packets )?received|100(\.0)?% packet loss/.test(output)) return aLook('packets_lost')
  return aLook('means_missing', { detail: 'ping' })
}
