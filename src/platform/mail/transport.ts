/**
 * The connections to the relay: nodemailer's pool behind our egress guard. It does not repeat anything by itself
 * (`maxRequeues: 0`): what is repeated, the queue decides and counts.
 */
import { PassThrough, type TransformOptions } from 'node:stream'
import { callbackify } from 'node:util'
import { createTransport, type SendMailOptions, type SMTPPoolOptions } from 'nodemailer'
import { SECOND_MS } from '#kit/time.ts'
import type { Egress } from '../egress/egress.ts'
import { SIGNED_HEADERS } from './compose.ts'
import type { Dkim, Security } from './mail.ts'
import { judgeFailure, type Outcome, type SendFailure } from './outcome.ts'

/** RFC 5321 §4.5.3.2 allows minutes; a relay of one's own that takes longer than this is in trouble. */
const CONNECT_TIMEOUT_MS = 15 * SECOND_MS
const SILENCE_MAX_MS = 60 * SECOND_MS
/** However slowly it answers, a message does not take longer. */
const ATTEMPT_MAX_MS = 120 * SECOND_MS
/** Shorter than the five minutes after which relays close what is silent. */
const IDLE_MS = 60 * SECOND_MS

export interface TransportOptions {
  readonly host: string
  readonly port: number
  /** At a time, at most. */
  readonly connections: number
  readonly security: Security
  readonly auth: { readonly user: string; readonly pass: string } | null
  readonly privateAllowed: boolean
  readonly dkim: (Dkim & { readonly privateKey: string }) | null
  /** What we call ourselves towards the relay. */
  readonly ownName: string
}

export interface Transport {
  /** Hands one message over; never throws for what the relay does. `ownSender`: it comes from the configured address. */
  send(message: SendMailOptions, ownSender: boolean): Promise<Outcome>
  /** Connects and signs in. */
  verify(): Promise<Outcome>
  /** Lets what is being sent end. */
  close(): void
}

/** Connects when something is to be sent. */
export function openTransport(options: TransportOptions, egress: Egress): Transport {
  const pool = createTransport(poolOptions(options, egress))
  noteTextBegun(pool)
  return {
    send: async (message, ownSender) => {
      const attempt: Attempt = { ...message, attempt: { textBegun: false }, signal: AbortSignal.timeout(ATTEMPT_MAX_MS) }
      try {
        const { response } = await pool.sendMail(attempt)
        return { kind: 'accepted', answer: response }
      } catch (error) {
        return judgeFailure(error as SendFailure, { textBegun: attempt.attempt.textBegun, ownSender })
      }
    },
    verify: async () => {
      try {
        await pool.verify()
        return { kind: 'accepted', answer: '' }
      } catch (error) {
        return judgeFailure(error as SendFailure, { textBegun: false, ownSender: true })
      }
    },
    close: () => pool.close(),
  }
}

function poolOptions(options: TransportOptions, egress: Egress): SMTPPoolOptions & { readonly pool: true } {
  const { host, port, privateAllowed, dkim, auth, ownName } = options
  const connect = callbackify(async () => {
    const answer = await egress.connect({ host, port, privateAllowed, timeoutMs: CONNECT_TIMEOUT_MS })
    if (!answer.ok) throw Object.assign(new Error(answer.detail), { code: 'EEGRESS' })
    return { connection: answer.socket }
  })
  return {
    pool: true,
    host,
    port,
    name: ownName,
    ...tlsOptions(options),
    ...(auth ? { auth: { ...auth } } : {}),
    ...(dkim
      ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey, headerFieldNames: SIGNED_HEADERS } }
      : {}),
    maxConnections: options.connections,
    maxRequeues: 0,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_MAX_MS,
    idleTimeout: IDLE_MS,
    getSocket: (_options, callback) => connect(callback),
  }
}

type Transform = NonNullable<TransformOptions['transform']>

/** Carried through nodemailer beside the message; it copies the message but not what this points to. */
type Attempt = SendMailOptions & { readonly attempt: { textBegun: boolean } }

/** nodemailer says how a connection ended, not whether the text was on its way by then; that the text was read says so. */
function noteTextBegun(pool: ReturnType<typeof createTransport>): void {
  pool.use('stream', (mail, done) => {
    const { attempt } = mail.data as Attempt
    const note: Transform = (chunk, _encoding, next) => {
      attempt.textBegun = true
      next(null, chunk)
    }
    mail.message.transform(() => new PassThrough({ transform: note }))
    done()
  })
}

/**
 * Protection that is only used when it is offered stops listeners and not liars, so it does not ask for a certificate either: the
 * relay of one's own machine has one that nobody signed.
 */
function tlsOptions({ host, security }: TransportOptions) {
  const servername = /^[\d.:]+$/.test(host) ? {} : { servername: host }
  if (security === 'tls') return { secure: true, tls: servername }
  if (security === 'starttls') return { secure: false, requireTLS: true, tls: servername }
  return { secure: false, opportunisticTLS: true, tls: { ...servername, rejectUnauthorized: false } }
}
