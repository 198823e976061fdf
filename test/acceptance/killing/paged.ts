/** A mail relay and a provider of text messages that can be dead, and what either of them took of pages. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { testRelay, testWire, type Wire } from '#platform/mail/testing.ts'
import { systemClock } from '#platform/clock.ts'

export type Carrier = 'relay' | 'sms'

/** One page that a carrier took whole. */
export interface TakenPage {
  readonly by: Carrier
  /** By which a carrier knows a message again. */
  readonly key: string
  readonly text: string
  readonly at: number
}

export interface Carriers {
  readonly taken: readonly TakenPage[]
  /** The last six digits that were sent by text message. */
  code(): string | undefined
  readonly relayPort: number
  readonly smsUrl: string
  /** Nobody answers there any more; null: both live. */
  setDead(carrier: Carrier | null): void
}

/** Closed when the test file is done. */
export async function carriers(): Promise<Carriers> {
  const taken: TakenPage[] = []
  let code: string | undefined
  const relay = await testRelay()
  const wire = await testWire(relay)
  relay.onTaken = ({ raw, header }) => {
    const text = raw.replaceAll('=\r\n', '')
    // Notices of other parts go by the same relay; only a page asks for an answer.
    if (text.includes('/answers/')) taken.push({ by: 'relay', key: header('Message-ID') ?? '', text, at: systemClock.now() })
  }
  const sms = await textMessages(({ key, text }) => {
    code = /\b\d{6}\b/.exec(text)?.[0] ?? code
    taken.push({ by: 'sms', key, text, at: systemClock.now() })
  })
  return {
    taken,
    code: () => code,
    relayPort: wire.port,
    smsUrl: sms.url,
    setDead: (carrier) => {
      ;(wire as { -readonly [K in keyof Wire]: Wire[K] }).isCut = carrier === 'relay'
      sms.isDead = carrier === 'sms'
    },
  }
}

async function textMessages(takes: (message: { readonly key: string; readonly text: string }) => void) {
  const state = { url: '', isDead: false }
  const server = http.createServer((request, response) => {
    if (state.isDead) return void request.socket.destroy()
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      takes(JSON.parse(Buffer.concat(pieces).toString('utf8')))
      response.writeHead(202).end('{}')
    })
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => void server.close())
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`
  return state
}
