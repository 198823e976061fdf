/** Whoever speaks to a running server over HTTP: nobody, the owner with a session, or a script with an API key. */
import type { RunningServer } from './program.ts'

/** The one owner of installations that tests set up. */
export const OWNER = { name: 'Owner', email: 'owner@example.org', password: 'nine grey boats at anchor' } as const

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
  readonly json: any
}

export interface Request {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** A request without an answer after this long fails. */
  readonly withinMs?: number
}

const API = '/api/pitcrew/v1'
const ANSWER_WITHIN_MS = 45_000

/** `headers` say who it is. */
export class Visitor {
  readonly #url: string
  readonly #headers: Readonly<Record<string, string>>

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url
    this.#headers = headers
  }

  /** `path` below `/api/pitcrew/v1`. Rejects when the connection fails or the answer does not come in time. */
  async send(method: string, path: string, { body, headers = {}, withinMs = ANSWER_WITHIN_MS }: Request = {}): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${this.#url}${API}${path}`, {
      method,
      headers: { ...this.#headers, ...json, ...headers },
      signal: AbortSignal.timeout(withinMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /^application\/(problem\+)?json(;|$)/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }

  /** The same, when nothing but success will do; returns what was answered. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
  async ask(method: string, path: string, request: Request = {}): Promise<any> {
    const answer = await this.send(method, path, request)
    if (answer.status < 300) return answer.json
    throw new Error(`${method} ${path} was refused with ${answer.status}: ${answer.text}`)
  }

  /** Opens the stream of live updates after the event with this number, or from now on; ends with `signal`. */
  async listen(after: string | undefined, signal: AbortSignal): Promise<Response> {
    const resume = after === undefined ? {} : { 'last-event-id': after }
    return fetch(`${this.#url}${API}/stream`, { headers: { ...this.#headers, ...resume }, signal })
  }
}

/** A script with this API key. */
export function script(server: Pick<RunningServer, 'url'>, key: string): Visitor {
  return new Visitor(server.url, { authorization: `Bearer ${key}` })
}

/** The first visit: organisation and owner. Returns the owner, signed in. */
export async function setUp(server: { readonly url: string; readonly setupLink?: string | null | undefined }): Promise<Visitor> {
  const token = server.setupLink?.split('#')[1]
  const organisation = { name: 'Northwind Support', zone: 'Europe/Berlin' }
  return enter(server, '/setup', { token, owner: OWNER, organisation })
}

/** The owner in another browser, or with another password. */
export function signIn(server: Pick<RunningServer, 'url'>, password: string = OWNER.password): Promise<Visitor> {
  return enter(server, '/session', { email: OWNER.email, password })
}

/** Sends what signs somebody in and keeps the session's cookie. */
export async function enter({ url }: Pick<RunningServer, 'url'>, path: string, body: object): Promise<Visitor> {
  const answer = await new Visitor(url).send('POST', path, { body })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')[0]
  if (answer.status !== 201 || cookie === undefined) throw new Error(`no session: ${answer.status} ${answer.text}`)
  return new Visitor(url, { cookie, origin: url })
}
