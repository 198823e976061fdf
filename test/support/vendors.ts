/**
 * Other people's systems at the edge: one local HTTP server that stands for all providers, and a way out that leads every address of
 * theirs to it. What is sent passes the real guard and a real connection; what it answers, the test says.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Egress } from '#platform/egress/egress.ts'

/** A request as a provider got it. */
export interface VendorRequest {
  /** Where it was meant to go. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface Vendors {
  readonly requests: VendorRequest[]
  readonly egress: Egress
  /** What the next requests are answered with. */
  answer: (request: VendorRequest) => {
    readonly status: number
    readonly body?: string
    readonly headers?: Readonly<Record<string, string>>
  }
}

const MEANT = 'x-test-meant'

/** Closed when the test file is done. Addresses on 127.0.0.1 go where they say, through the guard. */
export async function vendorsBehind(egress: Egress): Promise<Vendors> {
  const vendors: Vendors = { requests: [], egress: undefined as never, answer: () => ({ status: 200 }) }
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { [MEANT]: meant, ...headers } = request.headers
      const got = { url: String(meant), headers, body: Buffer.concat(pieces) }
      vendors.requests.push(got)
      const { status, body = '', headers: answered = {} } = vendors.answer(got)
      response.writeHead(status, answered).end(body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => void server.close())
  const { port } = server.address() as AddressInfo
  const request: Egress['request'] = (asked) => {
    if (new URL(asked.url).hostname === '127.0.0.1') return egress.request(asked)
    const headers = { ...asked.headers, [MEANT]: asked.url }
    return egress.request({ ...asked, url: `http://127.0.0.1:${port}/`, headers, privateAllowed: true })
  }
  return Object.assign(vendors, { egress: { ...egress, request } })
}
