/**
 * TLS over a connection that the guard opened. The certificate is judged here and not by the library, so that its days can be told
 * also of one that is not trusted; nothing is sent over a connection whose certificate was not accepted.
 */
import { isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect, createSecureContext, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls'
import { DAY_MS, instant, type Instant } from '#kit/time.ts'
import { systemCodeOf } from '#platform/egress/failures.ts'
import { aLook, type Look } from '../../domain/look.ts'

export interface Secured {
  readonly socket: TLSSocket
  readonly tlsMs: number
  readonly certificateDays: number | null
}

export interface Wanted {
  readonly host: string
  readonly names: readonly string[]
  /** PEM; null: the public authorities. */
  readonly authority: string | null
  readonly daysMin: number | null
  readonly now: Instant
  readonly remainingMs: number
}

/** Reading the public authorities takes milliseconds; all checks share them. */
let publicContext: SecureContext | undefined

export async function secure(plain: Socket, wanted: Wanted): Promise<Secured | Look> {
  const startMs = performance.now()
  const shaken = await handshake(plain, wanted)
  if (typeof shaken === 'string') return shaken === 'late' ? aLook('answer_timeout', { detail: 'TLS' }) : failed(shaken)
  const tlsMs = performance.now() - startMs
  const certificate = shaken.getPeerCertificate()
  const certificateDays = daysOf(certificate, wanted.now)
  const fault = faultOf(shaken, { certificate, certificateDays, wanted })
  if (fault === undefined) return { socket: shaken, tlsMs, certificateDays }
  shaken.destroy()
  return { ...fault, certificateDays }
}

/** The library's code, `late`, or the open connection. */
function handshake(plain: Socket, { host, authority, remainingMs }: Wanted): Promise<TLSSocket | string> {
  return new Promise((resolve) => {
    let secureContext: SecureContext
    try {
      secureContext = authority === null ? (publicContext ??= createSecureContext()) : createSecureContext({ ca: authority })
    } catch (error) {
      plain.destroy()
      return resolve(systemCodeOf(error))
    }
    const socket = connect({
      socket: plain,
      secureContext,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    const timer = setTimeout(() => end('late'), Math.max(1, remainingMs))
    const end = (outcome: TLSSocket | string): void => {
      clearTimeout(timer)
      socket.off('error', onError)
      socket.off('close', onClose)
      if (typeof outcome === 'string') {
        socket.on('error', () => undefined) // It is told already, and what still comes says nothing more.
        socket.destroy()
      }
      resolve(outcome)
    }
    const onError = (error: Error): void => end(systemCodeOf(error))
    const onClose = (): void => end('ECONNRESET')
    socket.once('error', onError)
    socket.once('close', onClose)
    socket.once('secureConnect', () => end(socket))
  })
}

function failed(code: string): Look {
  return code === 'ECONNRESET' || code === 'EPIPE' ? aLook('connection_lost', { detail: code }) : aLook('tls_failed', { detail: code })
}

interface Presented {
  readonly certificate: PeerCertificate
  readonly certificateDays: number | null
  readonly wanted: Wanted
}

function faultOf(socket: TLSSocket, { certificate, certificateDays: days, wanted }: Presented): Look | undefined {
  const code = socket.authorized ? '' : String(socket.authorizationError)
  if (code === 'CERT_HAS_EXPIRED') return aLook('certificate_expired', { detail: certificate.valid_to })
  // Names are held against the certificate below, whatever the library found.
  if (code !== '' && code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return aLook('certificate_untrusted', { detail: code })
  const missing = [wanted.host, ...wanted.names].find((name) => checkServerIdentity(name, certificate) !== undefined)
  if (missing !== undefined) return aLook('certificate_wrong_name', { detail: missing })
  if (days !== null && wanted.daysMin !== null && days < wanted.daysMin) return aLook('certificate_ends_soon', { detail: String(days) })
  return undefined
}

function daysOf(certificate: PeerCertificate, now: Instant): number | null {
  const end = Date.parse(certificate.valid_to)
  return Number.isFinite(end) ? Math.floor((instant(end) - now) / DAY_MS) : null
}
