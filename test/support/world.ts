/**
 * The world of the sweep, made through the API of a running program as a customer would: set-up with the one-time link, two
 * clients with an application each, and the standing cast, who sign in and speak with their cookies.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Route } from '#kit/contract.ts'
import { CAST, type CastName, type SampleCall, type SampleWorld } from './samples.ts'

const PASSWORD = 'nine grey boats at anchor'
/** Routes that are slow to guess give a token back every few seconds. */
const RATE_WAITS_MAX = 5

/** A request as it goes over the wire; `as` null sends no session. */
export interface Sent {
  readonly as: CastName | null
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
  readonly json: any
}

export interface WorldSource {
  readonly baseUrl: string
  /** The link that the start printed. */
  readonly setupLink: string
  readonly routes: readonly Route[]
}

type People = Record<CastName, { id: string; email: string; password: string }>

/** Takes the set-up link of a program that was never set up. */
export async function buildWorld(source: WorldSource): Promise<World> {
  const world = new World(source)
  await world.build(source.setupLink)
  return world
}

export class World implements SampleWorld {
  clientA = ''
  clientB = ''
  applicationA = ''
  applicationB = ''
  readonly people: People
  readonly #baseUrl: string
  readonly #routes: ReadonlyMap<string, Route>
  readonly #cookies = new Map<CastName, string>()
  #made = 0

  constructor({ baseUrl, routes }: WorldSource) {
    this.#baseUrl = baseUrl
    this.#routes = new Map(routes.map((route) => [route.id, route]))
    const member = (name: CastName) => ({ id: '', email: `${name.toLowerCase()}@example.org`, password: PASSWORD })
    this.people = Object.fromEntries(CAST.map((name) => [name, member(name)])) as People
  }

  fresh(stem: string): string {
    return `${stem} ${++this.#made}`
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
  async call(routeId: string, wanted: SampleCall = {}): Promise<any> {
    const route = this.#routes.get(routeId)
    if (route === undefined) throw new Error(`there is no route ${routeId}`)
    const answer = await this.sendCall(route, wanted)
    if (answer.status < 300) return answer.json
    throw new Error(`${routeId} as ${wanted.as ?? 'owner'} was refused with ${answer.status}: ${answer.text}`)
  }

  /** Sends a sample call of that route, changed as `over` says. */
  sendCall(route: Route, call: SampleCall, over: Partial<Sent> = {}): Promise<Answered> {
    const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(call.params?.[name] ?? ''))
    const query = new URLSearchParams(call.query).toString()
    const ifMatch = call.ifMatch === undefined ? {} : { 'if-match': `"${call.ifMatch}"` }
    const text = call.upload ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
    const content = call.bytes?.content ?? text
    const body = content === undefined ? {} : { body: content }
    const mediaType = call.bytes?.type ?? (call.upload === undefined ? undefined : 'application/octet-stream')
    const type = mediaType === undefined ? {} : { 'content-type': mediaType }
    const isKeyed = call.environmentKey !== undefined && over.as === undefined
    const key = isKeyed ? { authorization: `Bearer ${call.environmentKey}` } : {}
    const sent = {
      as: isKeyed ? null : (call.as ?? ('owner' as const)),
      method: route.method,
      path: query === '' ? path : `${path}?${query}`,
    }
    return this.send({ ...sent, ...body, ...over, headers: { ...ifMatch, ...type, ...key, ...over.headers } })
  }

  /** A call may end the session it is made with; whoever speaks next signs in again, once. */
  async send(request: Sent): Promise<Answered> {
    const answer = await this.#sendPatiently(request)
    if (request.as === null || answer.status !== 401) return answer
    await this.#signIn(request.as)
    return this.#sendPatiently(request)
  }

  async build(setupLink: string): Promise<void> {
    await this.#setUp(setupLink)
    const [a, b] = [await this.#makeClient('Alder'), await this.#makeClient('Birch')]
    Object.assign(this, { clientA: a.client, applicationA: a.application, clientB: b.client, applicationB: b.application })
    await this.#join('lead', 'technical_lead', null)
    await this.#join('engineer', 'support_engineer', a.client)
    await this.#join('contact', 'client_contact', a.client)
    await this.#join('outsideLead', 'technical_lead', b.client)
    await this.#join('stranger', 'client_contact', b.client)
    await this.#join('powerless', 'qa', b.client)
    await this.#takeAllRoles(this.people.powerless.id)
  }

  async #setUp(setupLink: string): Promise<void> {
    const { email, password } = this.people.owner
    const organisation = { name: 'Northwind Support', zone: 'Europe/Berlin' }
    const body = { token: setupLink.split('#')[1], owner: { name: 'Owner', email, password }, organisation }
    this.people.owner.id = (await this.#enter('owner', '/api/pitcrew/v1/setup', body)).me.id
  }

  /** Invited by the owner, joined by themselves. */
  async #join(name: CastName, role: string, clientId: string | null): Promise<void> {
    const { email, password } = this.people[name]
    const { link } = await this.call('identity.invite', { body: { email, grants: [{ role, clientId }] } })
    const body = { token: link.split('#')[1], name, password }
    this.people[name].id = (await this.#enter(name, '/api/pitcrew/v1/invitation-acceptances', body)).id
  }

  async #signIn(name: CastName): Promise<void> {
    const { email, password } = this.people[name]
    await this.#enter(name, '/api/pitcrew/v1/session', { email, password })
  }

  /** Sends what signs somebody in and keeps the session. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of three routes
  async #enter(name: CastName, path: string, body: object): Promise<any> {
    const answer = await this.#sendPatiently({ as: null, method: 'POST', path, body: JSON.stringify(body) })
    const pairs = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
    const cookie = pairs.find((pair) => !pair.endsWith('='))
    if (cookie === undefined) throw new Error(`${name} got no session: ${answer.status} ${answer.text}`)
    this.#cookies.set(name, cookie)
    return answer.json
  }

  async #makeClient(name: string): Promise<{ client: string; application: string }> {
    const client = await this.call('catalog.createClient', { body: { name } })
    const application = await this.call('catalog.createApplication', { body: { name: `${name} shop`, clientId: client.id } })
    return { client: client.id, application: application.id }
  }

  async #takeAllRoles(id: string): Promise<void> {
    const { grants } = await this.call('identity.readPerson', { params: { id } })
    for (const grant of grants) await this.call('identity.revokeRole', { params: { id, grantId: grant.id } })
  }

  async #sendPatiently(request: Sent): Promise<Answered> {
    for (let waits = 0; ; waits++) {
      const answer = await this.#sendOnce(request)
      if (answer.status !== 429 || waits === RATE_WAITS_MAX) return answer
      await wait(Number(answer.headers.get('retry-after') ?? 1) * 1_000)
    }
  }

  async #sendOnce({ as, method, path, headers = {}, body }: Sent): Promise<Answered> {
    const session = as === null ? {} : { cookie: this.#cookies.get(as) ?? '', origin: this.#baseUrl }
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const init = { method, headers: { ...session, ...json, ...headers }, ...(body === undefined ? {} : { body }) }
    const response = await fetch(`${this.#baseUrl}${path}`, init)
    const text = await response.text()
    const isJson = /^application\/(problem\+)?json(;|$)/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }
}
