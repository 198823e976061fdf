/**
 * Pings with the system's own program: an ICMP socket needs rights that a server should not have, and `ping` has exactly those.
 * Where there is none, nobody can say how the target is.
 */
import { execFile } from 'node:child_process'
import { aLook, type Look } from '../../domain/look.ts'
import { readPing } from '../../domain/ping.ts'
import type { PingSettings } from '../../domain/settings.ts'
import { isLook, refusedBy, type Asking } from './asking.ts'

/** Of the system, in whatever form it has it. */
const PROGRAM = 'ping'
/** Its answer is a few lines. */
const OUTPUT_BYTES_MAX = 16 * 1024

export async function lookPing({ platform, settings, timeLimitMs, isPrivateAllowed }: Asking<PingSettings>): Promise<Look> {
  const startMs = performance.now()
  const answer = await platform.egress.resolve({ host: settings.host, timeoutMs: timeLimitMs, privateAllowed: isPrivateAllowed })
  if (!answer.ok) return refusedBy(answer)
  const [address = ''] = answer.addresses
  const seconds = Math.max(1, Math.ceil((timeLimitMs - (performance.now() - startMs)) / 1_000))
  const look = await ping(address, seconds, timeLimitMs)
  return isLook(look) ? { ...look, split: { ...look.split, dns: answer.dnsMs } } : look
}

/** The address was judged; a name would be resolved anew. */
function ping(address: string, seconds: number, timeLimitMs: number): Promise<Look> {
  const options = ['-n', '-c', '1', process.platform === 'darwin' ? '-t' : '-W', String(seconds)]
  return new Promise((resolve) => {
    // A second more than its own limit: it ends by itself.
    const bounds = { timeout: timeLimitMs + 1_000, maxBuffer: OUTPUT_BYTES_MAX, env: { PATH: process.env['PATH'], LC_ALL: 'C' } }
    execFile(PROGRAM, [...options, address], bounds, (error, output, told) => {
      const code = (error as { code?: unknown } | null)?.code
      if (code === 'ENOENT' || code === 'EACCES') return resolve(aLook('means_missing', { detail: PROGRAM }))
      return resolve(readPing({ status: typeof code === 'number' ? code : error === null ? 0 : undefined, output, told }))
    })
  })
}
