/** Asks a name server, and compares what it says with what it should. */
import { Resolver } from 'node:dns/promises'
import { systemCodeOf } from '#platform/egress/failures.ts'
import { aLook, type Look } from '../../domain/look.ts'
import { differing, recordTexts, type DnsAnswer } from '../../domain/records.ts'
import type { DnsSettings } from '../../domain/settings.ts'
import type { Reason } from '../../domain/words.ts'
import { isLook, refusedBy, type Asking } from './asking.ts'

const NAME_SERVER_PORT = 53

const REASON_OF: Readonly<Record<string, Reason>> = {
  ENOTFOUND: 'name_not_found',
  ENODATA: 'name_not_found',
  ECANCELLED: 'answer_timeout',
}

export async function lookDns(asking: Asking<DnsSettings>): Promise<Look> {
  const { settings, timeLimitMs } = asking
  const servers = await serversOf(asking)
  if (isLook(servers)) return servers
  const resolver = new Resolver({ timeout: timeLimitMs, tries: 1 })
  if (servers.length > 0) resolver.setServers([...servers])
  const timer = setTimeout(() => resolver.cancel(), timeLimitMs)
  const startMs = performance.now()
  try {
    const found = recordTexts((await resolver.resolve(settings.name, settings.type)) as DnsAnswer)
    const differs = differing(found, settings.expected)
    const split = { dns: performance.now() - startMs, connect: null, tls: null, wait: null, receive: null }
    return differs === undefined
      ? aLook('answered', { detail: found.join(', '), split })
      : aLook('records_differ', { detail: differs, split })
  } catch (error) {
    const code = systemCodeOf(error)
    const silent = settings.server === null ? 'name_server_failed' : 'answer_timeout'
    return aLook(REASON_OF[code] ?? (code === 'ETIMEOUT' ? silent : 'name_server_failed'), { detail: code })
  } finally {
    clearTimeout(timer)
  }
}

/** Addresses that the guard allows, with the port; none: our own name servers. */
async function serversOf({ platform, settings, timeLimitMs, isPrivateAllowed }: Asking<DnsSettings>): Promise<readonly string[] | Look> {
  if (settings.server === null) return []
  const [, host = '', port = String(NAME_SERVER_PORT)] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(settings.server) ?? []
  const answer = await platform.egress.resolve({ host, timeoutMs: timeLimitMs, privateAllowed: isPrivateAllowed })
  if (!answer.ok) return refusedBy(answer)
  return answer.addresses.map((address) => `${address.includes(':') ? `[${address}]` : address}:${port}`)
}
