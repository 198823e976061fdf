/**
 * Signs in to a PostgreSQL of somebody else's and runs one statement in a read-only transaction, which is rolled back. The server
 * itself ends the statement at the limit, so that a check never leaves work behind.
 */
import type { Socket } from 'node:net'
import { systemCodeOf } from '#platform/egress/failures.ts'
import { openForeign } from '#platform/egress/foreign-postgres.ts'
import { aLook, type Look } from '../../domain/look.ts'
import type { SqlSettings } from '../../domain/settings.ts'
import { isLook, reach, within, type Asking } from './asking.ts'

/** SQLSTATE classes that mean that the account is not let in: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SIGN_IN = /^(28|3D)/
/** `query_canceled`: our own limit. */
const CANCELLED = '57014'

export async function lookSql({ platform, settings, secret, timeLimitMs, isPrivateAllowed }: Asking<SqlSettings>): Promise<Look> {
  const { host, port } = settings
  const startMs = performance.now()
  const reached = await reach(platform.egress, { host, port, timeoutMs: timeLimitMs, privateAllowed: isPrivateAllowed })
  if (isLook(reached)) return reached
  const openMs = performance.now()
  const remainingMs = timeLimitMs - (openMs - startMs)
  const { socket } = reached
  const outcome = await within(remainingMs, () => socket.destroy(LATE), asked(socket, { settings, secret, timeLimitMs }))
  return { ...outcome, split: { ...reached.split, wait: performance.now() - openMs } }
}

const LATE = Object.assign(new Error('the time is over'), { code: 'PITCREW_LATE' })

type Statement = { readonly settings: SqlSettings; readonly secret: string | null; readonly timeLimitMs: number }

async function asked(socket: Socket, { settings, secret, timeLimitMs }: Statement): Promise<Look> {
  const { host, database, user, encrypted, statement, expected } = settings
  const client = openForeign({ socket, host, database, user, password: secret ?? '', encrypted })
  try {
    await client.connect()
    const value = await client.firstValue(statement, timeLimitMs)
    if (expected === null || value === expected) return aLook('answered')
    return aLook('value_differs', { detail: value ?? 'nothing' })
  } catch (error) {
    return failed(error)
  } finally {
    client.end()
  }
}

function failed(error: unknown): Look {
  const code = systemCodeOf(error)
  if (error === LATE || code === LATE.code || code === CANCELLED) return aLook('answer_timeout')
  if (SIGN_IN.test(code)) return aLook('sign_in_refused', { detail: code })
  if (/^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)) return aLook('statement_failed', { detail: code })
  return aLook(/^(ERR_TLS|CERT_|DEPTH_|SELF_|UNABLE_)/.test(code) ? 'certificate_untrusted' : 'connection_lost', { detail: code })
}
