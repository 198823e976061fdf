/** Whether a request may go on to its handler, decided before its body is read: who calls, from where, how often, with what right. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access, Route } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { httpCodes } from './codes.ts'
import { plainCookies } from './cookies.ts'
import { bearerIn, secretIn, type Authenticate } from './credentials.ts'
import type { Caller } from './handlers.ts'
import { addressKey, type RateLimits } from './limits.ts'
import { judgeOrigin } from './origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by admission. */
    caller: Caller | null
  }
}

export interface Admission {
  readonly config: Config
  readonly clock: Clock
  readonly limits: RateLimits
  readonly authenticate: Authenticate
  /** One sentence while the program cannot work, because a store is being restarted; undefined otherwise. */
  readonly unavailable: () => string | undefined
}

/** What admission needs to know of a route. */
export type Admitted = Pick<Route, 'id' | 'access' | 'perMinute' | 'fresh' | 'fromSites' | 'prometheus'>

const PER_MINUTE_DEFAULT = 600
const RETRY_AFTER_RESTART_SECONDS = 2
const USER_AGENT_LENGTH_MAX = 500

/** Sets `request.caller` or throws the fault that the caller gets. */
export async function admit(admission: Admission, route: Admitted, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (route.access === 'environment_key') return admitKey(admission, route, request, reply)
  const away = admission.unavailable()
  if (away !== undefined) throw new Fault(common.store_unavailable, { detail: away, retryAfterSeconds: RETRY_AFTER_RESTART_SECONDS })
  const { authorization } = request.headers
  const bearer = route.prometheus ? secretIn(authorization) : bearerIn(authorization)
  const cookies = bearer === null ? plainCookies(request, admission.config) : {}
  const caller = await admission.authenticate({
    bearer,
    cookies,
    address: request.ip,
    userAgent: userAgentOf(request),
    anew: route.fresh === true,
  })
  request.caller = caller
  refuseOtherSites(request, caller, admission.config)
  limitRate(admission, route, request, reply)
  checkAccess(route.access, caller)
  if (route.fresh) caller?.requireFresh(admission.clock.now())
}

/** What comes with a key of an environment is taken also while PostgreSQL restarts, by whoever remembers the key. */
function admitKey({ config, ...admission }: Admission, route: Admitted, request: FastifyRequest, reply: FastifyReply): void {
  if (!route.fromSites) refuseOtherSites(request, null, config)
  limitRate(admission, route, request, reply)
  if (route.fromSites) return
  if (secretIn(request.headers.authorization) === null)
    throw new Fault(common.unauthenticated, { detail: 'Send a write-only key of the environment.' })
}

/** Cut, because it is stored with sessions. */
export function userAgentOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_LENGTH_MAX)
}

function refuseOtherSites(request: FastifyRequest, caller: Caller | null, { publicUrl }: Config): void {
  if (request.headers.authorization !== undefined) return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const byCookie = caller !== null && caller.sessionId !== null
  const verdict = judgeOrigin({
    method: request.method,
    site: typeof site === 'string' ? site : undefined,
    origin,
    host,
    byCookie,
    publicUrl,
  })
  if (verdict === 'cross_site') throw new Fault(httpCodes.cross_site)
  if (verdict === 'unproved') throw new Fault(httpCodes.cross_site, { detail: 'A change with a session cookie must say its Origin.' })
}

/** Throws `common.rate_limited` when the caller, or the address of nobody in particular, asks too often. */
export function limitRate(
  { limits, clock }: Pick<Admission, 'limits' | 'clock'>,
  route: Admitted,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const perMinute = route.perMinute ?? PER_MINUTE_DEFAULT
  const whom = request.caller?.key ?? addressKey(request.ip)
  const { allowed, remaining, resetSeconds } = limits.take(`${whom} ${route.id}`, perMinute, clock.now())
  reply.header('ratelimit-limit', perMinute).header('ratelimit-remaining', remaining).header('ratelimit-reset', resetSeconds)
  if (allowed) return
  const detail = `At most ${perMinute} such requests a minute are accepted from one caller.`
  throw new Fault(common.rate_limited, { detail, retryAfterSeconds: resetSeconds })
}

function checkAccess(access: Access, caller: Caller | null): void {
  if (access === 'public' || access === 'environment_key') return
  if (caller === null) throw new Fault(common.unauthenticated)
  if (access === 'signed_in' || caller.holds(access.permission)) return
  const detail = `This needs the permission "${access.permission}", which none of your roles has. An owner can grant one.`
  throw new Fault(common.forbidden, { detail })
}
