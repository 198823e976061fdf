/**
 * The generated conformance sweep of one route: its sample call as it is, and spoiled in every way that must be refused. Returns
 * what was wrong as sentences, so that one run names all of it.
 */
import { z } from 'zod'
import type { Route } from '#kit/contract.ts'
import type { CastName, SampleCall } from './samples.ts'
import type { Answered, Sent, World } from './world.ts'

const BODY_BYTES_MAX_DEFAULT = 64 * 1024
/** Those who must not see or change what belongs to client A, whatever they may do elsewhere. */
const OUTSIDERS: readonly CastName[] = ['outsideLead', 'stranger']

export interface SweepOptions {
  /** Routes on which an outsider may make something of their own although they name nothing of another client. */
  readonly ownThings: ReadonlySet<string>
}

/** The valid call comes last: that it still works shows that the refused ones changed nothing. */
export async function sweepRoute(world: World, route: Route, call: SampleCall, options: SweepOptions): Promise<readonly string[]> {
  const tries = [
    refuseNobody,
    refusePowerless,
    refuseOutsiders,
    refuseOtherSite,
    refuseBodies,
    refuseUploads,
    refuseBytes,
    refuseQuery,
    refuseParams,
    refuseVersions,
    answerAsDeclared,
  ]
  const faults: string[] = []
  for (const attempt of tries) faults.push(...(await attempt({ world, route, call, options })))
  return faults
}

interface Swept {
  readonly world: World
  readonly route: Route
  readonly call: SampleCall
  readonly options: SweepOptions
}

async function refuseNobody({ world, route, call }: Swept): Promise<string[]> {
  if (route.access === 'public') return []
  return refusalOn(route)('without a session', await world.sendCall(route, call, { as: null }), 401, 'common.unauthenticated')
}

async function refusePowerless({ world, route, call }: Swept): Promise<string[]> {
  if (typeof route.access === 'string') return []
  const answer = await world.sendCall(route, call, { as: 'powerless' })
  const faults = refusalOn(route)('without the right', answer, 403, 'common.forbidden')
  return answer.text.includes(route.access.permission)
    ? faults
    : [...faults, `the refusal without the right does not name ${route.access.permission}`]
}

/** A refusal that tells nothing (403, 404), or for reads and for things of one's own an answer without a trace of client A. */
async function refuseOutsiders({ world, route, call, options }: Swept): Promise<string[]> {
  if (route.access === 'public') return []
  const mayPass = route.method === 'GET' || route.prometheus || route.access === 'signed_in' || options.ownThings.has(route.id)
  const faults: string[] = []
  for (const as of OUTSIDERS) {
    const answer = await world.sendCall(route, call, { as })
    const leaked = [world.clientA, world.applicationA, 'Alder'].filter((trace) => answer.text.includes(trace) && !isEcho(call, trace))
    if (leaked.length > 0) faults.push(`${as} sees ${leaked.join(', ')}`)
    const isNobodyHere = route.access === 'environment_key' && answer.status === 401
    const isRefused = answer.status === 403 || answer.status === 404 || isNobodyHere
    // Prometheus's API names labels in its paths, never a record.
    const namesRecord = route.params !== undefined && route.access !== 'signed_in' && !route.prometheus
    if (!isRefused && (!mayPass || namesRecord))
      faults.push(`${as} is answered with ${answer.status} instead of 403 or 404: ${answer.text.slice(0, 200)}`)
  }
  return faults
}

/** What the caller sent may come back in words such as "there is no …". */
function isEcho(call: SampleCall, trace: string): boolean {
  return JSON.stringify(call).includes(trace)
}

async function refuseOtherSite({ world, route, call }: Swept): Promise<string[]> {
  if (route.method === 'GET') return []
  // With a key in its header a request needs no cookie, so another site can send it no more than anybody else can.
  const over = route.access === 'environment_key' ? { as: null } : {}
  const answer = await world.sendCall(route, call, { ...over, headers: { origin: 'https://evil.example' } })
  // Pages of other sites may call these, and are nobody there without a key.
  if (route.fromSites) return refusalOn(route)('from another site', answer, 401, 'common.unauthenticated')
  return refusalOn(route)('from another site', answer, 403, 'http.cross_site')
}

async function refuseBytes({ world, route, call }: Swept): Promise<string[]> {
  if (route.takes === undefined) return []
  const large = await world.sendCall(route, call, { body: new Uint8Array((route.bodyBytesMax ?? BODY_BYTES_MAX_DEFAULT) + 1) })
  const other = await world.sendCall(route, call, { headers: { 'content-type': 'application/x-nonsense' } })
  return [
    ...refusalOn(route)('a body over the limit', large, 413, 'common.too_large'),
    ...refusalOn(route)('a body of another type', other, 415, 'common.unsupported_media_type'),
  ]
}

async function refuseBodies({ world, route, call }: Swept): Promise<string[]> {
  if (route.body === undefined) return []
  const send = (body: string, headers: Sent['headers'] = {}) => world.sendCall(route, call, { body, headers })
  const faults = expectField('a list as body', await send('["nonsense"]'), 'body')
  for (const field of requiredFields(route.body)) {
    const { [field]: _left, ...rest } = call.body as Record<string, unknown>
    faults.push(...expectField(`a body without ${field}`, await send(JSON.stringify(rest)), `body.${field}`))
  }
  faults.push(...expectField('broken JSON', await send('{"a":'), 'body'))
  const bytesMax = route.bodyBytesMax ?? BODY_BYTES_MAX_DEFAULT
  faults.push(...expectRefusal('a body over the limit', await send(`{}${' '.repeat(bytesMax)}`), 413, 'common.too_large'))
  faults.push(
    ...expectRefusal('a body that is not JSON', await send('a=b', { 'content-type': 'text/plain' }), 415, 'common.unsupported_media_type'),
  )
  return faults
}

async function refuseUploads({ world, route, call }: Swept): Promise<string[]> {
  if (route.upload === undefined) return []
  const over = await world.sendCall(route, call, { body: ' '.repeat(route.upload.bytesMax + 1) })
  const form = await world.sendCall(route, call, { headers: { 'content-type': 'multipart/form-data' } })
  return [
    ...expectRefusal('a file over the limit', over, 413, 'common.too_large'),
    ...expectRefusal('a file in a form', form, 415, 'common.unsupported_media_type'),
  ]
}

function requiredFields(body: z.ZodType): readonly string[] {
  return z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }).required ?? []
}

async function refuseQuery({ world, route, call }: Swept): Promise<string[]> {
  // Limits of Prometheus's API have no upper end, and it knows no cursors.
  const { properties = {} } =
    route.query === undefined || route.prometheus ? {} : z.toJSONSchema(route.query, { io: 'input', unrepresentable: 'any' })
  const send = (query: Record<string, string>) => world.sendCall(route, { ...call, query: { ...call.query, ...query } })
  const faults: string[] = []
  if ('limit' in properties) faults.push(...expectField('a limit of 9999', await send({ limit: '9999' }), 'query.limit'))
  if ('cursor' in properties) faults.push(...expectField('a cursor of nonsense', await send({ cursor: 'nonsense' }), 'query.cursor'))
  return faults
}

async function refuseParams({ world, route, call }: Swept): Promise<string[]> {
  const faults: string[] = []
  for (const name of route.prometheus ? [] : Object.keys(call.params ?? {})) {
    const { status, text } = await world.sendCall(route, { ...call, params: { ...call.params, [name]: 'nonsense' } })
    if (status !== 400 && status !== 404) faults.push(`nonsense as ${name} is answered with ${status}: ${text.slice(0, 200)}`)
  }
  return faults
}

async function refuseVersions({ world, route, call }: Swept): Promise<string[]> {
  if (route.versioned !== 'write') return []
  const { ifMatch: _left, ...unversioned } = call
  const missing = await world.sendCall(route, unversioned)
  const stale = await world.sendCall(route, { ...call, ifMatch: 999_999 })
  return [
    ...expectRefusal('without If-Match', missing, 428, 'common.precondition_required'),
    ...expectRefusal('with the ETag of another version', stale, 412, 'common.version_mismatch'),
  ]
}

async function answerAsDeclared({ world, route, call }: Swept): Promise<string[]> {
  // A file is not kept for replay: asking again makes it anew, and sending it again is what its route is made for.
  const isRemembered = route.access !== 'public' && route.access !== 'environment_key'
  // What only reads is not remembered either, whatever its method.
  const isKeyed = route.method !== 'GET' && isRemembered && !route.prometheus && route.stream === undefined && route.upload === undefined
  const headers = isKeyed ? { 'idempotency-key': world.fresh(route.id).replace(' ', '-') } : {}
  const answer = await world.sendCall(route, call, { headers })
  const saysNothing = route.response === undefined && !route.stream && !route.file && !route.rpc && !route.document && !route.prometheus
  const expected = call.refusedWith ?? route.status ?? (saysNothing ? 204 : 200)
  if (answer.status !== expected)
    return [`the valid call is answered with ${answer.status} instead of ${expected}: ${answer.text.slice(0, 400)}`]
  if (call.refusedWith !== undefined) return []
  const faults = fitsContract(route, answer)
  if (isKeyed) faults.push(...isReplay(answer, await world.sendCall(route, call, { headers })))
  if (route.upload) faults.push(...isSame(answer, await world.sendCall(route, call)))
  if (route.versioned === 'read') faults.push(...(await isUnchanged({ world, route, call }, answer)))
  return faults
}

function fitsContract(route: Route, answer: Answered): string[] {
  if (route.stream !== undefined) return isFile(route.stream, answer)
  if (route.file !== undefined) return isGuarded(answer)
  if (route.document) return answer.headers.get('content-type')?.startsWith(route.document.mediaType) ? [] : ['the answer has another type']
  if (route.rpc) return answer.headers.get('content-type') === 'application/json' ? [] : ['the answer is not in the type of the request']
  if (route.prometheus) return answer.json?.status === 'success' ? [] : ['the answer is not in the form of Prometheus']
  if (route.response === undefined) return answer.text === '' ? [] : ['an answer without content has content']
  const issues = z.safeDecode(route.response, answer.json).error?.issues ?? []
  const faults = issues.map(({ path, message }) => `the answer does not fit its contract: ${path.join('.')} ${message}`)
  return route.versioned === undefined || answer.headers.get('etag') !== null ? faults : [...faults, 'the answer has no ETag']
}

function isFile({ mediaType, fileName }: NonNullable<Route['stream']>, { headers }: Answered): string[] {
  const isRightType = headers.get('content-type') === mediaType
  const isNamed = headers.get('content-disposition')?.includes(`filename="${fileName}"`)
  return isRightType && isNamed ? [] : [`the answer is no file ${fileName} of type ${mediaType}`]
}

/** Whatever somebody brought in is saved and never run. */
function isGuarded({ headers }: Answered): string[] {
  const isSaved = headers.get('content-disposition')?.startsWith('attachment; filename="')
  const isBoxed = headers.get('content-security-policy')?.includes('sandbox') && headers.get('x-content-type-options') === 'nosniff'
  return isSaved && isBoxed ? [] : ['the file is not sent as one to save, in a sandbox, under the type that it has']
}

function isSame(first: Answered, second: Answered): string[] {
  return first.status === second.status && first.text === second.text
    ? []
    : [`sent again it is answered with ${second.status}: ${second.text}`]
}

function isReplay(first: Answered, second: Answered): string[] {
  const isSame = second.status === first.status && second.text === first.text && second.headers.get('idempotency-replayed') === 'true'
  return isSame ? [] : [`repeated with its idempotency key it is answered with ${second.status}: ${second.text.slice(0, 200)}`]
}

async function isUnchanged({ world, route, call }: Omit<Swept, 'options'>, answer: Answered): Promise<string[]> {
  const { status } = await world.sendCall(route, call, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
  return status === 304 ? [] : [`If-None-Match with its own ETag is answered with ${status} instead of 304`]
}

function expectRefusal(how: string, answer: Answered, status: number, code: string): string[] {
  const type = answer.headers.get('content-type') ?? ''
  if (answer.status === status && answer.json?.code === code && type.startsWith('application/problem+json')) return []
  return [
    `${how} it is answered with ${answer.status} ${answer.json?.code ?? ''} instead of ${status} ${code}: ${answer.text.slice(0, 200)}`,
  ]
}

/** Routes that speak as gRPC does tell their faults as google.rpc.Status. */
function refusalOn(route: Route): typeof expectRefusal {
  return route.rpc ? expectRpcRefusal : route.prometheus ? expectPrometheusRefusal : expectRefusal
}

function expectPrometheusRefusal(how: string, answer: Answered, status: number, code: string): string[] {
  const { json } = answer
  if (answer.status === status && json?.code === code && json.status === 'error' && typeof json.error === 'string') return []
  return [`${how} it is answered with ${answer.status} ${json?.code ?? ''} instead of ${status} ${code}: ${answer.text.slice(0, 200)}`]
}

function expectRpcRefusal(how: string, answer: Answered, status: number, code: string): string[] {
  const type = answer.headers.get('content-type') ?? ''
  const reason: unknown = answer.json?.details?.[0]?.reason
  if (answer.status === status && reason === code && typeof answer.json.message === 'string' && type === 'application/json') return []
  return [`${how} it is answered with ${answer.status} ${String(reason)} instead of ${status} ${code}: ${answer.text.slice(0, 200)}`]
}

function expectField(how: string, answer: Answered, field: string): string[] {
  const fields = ((answer.json?.errors ?? []) as readonly { field: string }[]).map((error) => error.field)
  if (answer.status === 400 && fields.some((named) => named === field || named.startsWith(`${field}.`))) return []
  return [
    `${how} is answered with ${answer.status} naming [${fields.join(', ')}] instead of 400 naming ${field}: ${answer.text.slice(0, 200)}`,
  ]
}
