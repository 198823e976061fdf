/** For tests of whatever is mailed: a real SMTP server that keeps what it takes, and a mail queue on a fresh database. */
import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll } from 'vitest'
import type { Work } from '../work.ts'
import type { Mail, NewMail, RelayChange } from './mail.ts'

/** A message as the server took it. */
export interface Taken {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and text as they came. */
  readonly raw: string
  /** Value of a header, unfolded. */
  header(name: string): string | undefined
}

/** An SMTP server on a port of its own; closed when the test file is done. */
export interface TestRelay {
  readonly port: number
  readonly taken: Taken[]
  /** Called when a message is there whole and before it is acknowledged. */
  onTaken: (taken: Taken) => void
  /** What MAIL FROM, RCPT TO or the text is answered with instead of 250: `450 later`; null accepts. */
  refusal: { readonly at: 'MAIL FROM' | 'RCPT TO' | 'DATA'; readonly code: number; readonly words: string } | null
}

/** Takes everything unless told otherwise; without TLS and sign-in unless `options` say so. */
export async function testRelay(options: SMTPServerOptions = {}): Promise<TestRelay> {
  const relay: { -readonly [K in keyof TestRelay]: TestRelay[K] } = { port: 0, taken: [], onTaken: () => {}, refusal: null }
  const refused = (at: string): Error | undefined =>
    relay.refusal?.at === at ? Object.assign(new Error(relay.refusal.words), { responseCode: relay.refusal.code }) : undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onMailFrom: (_address, _session, done) => done(refused('MAIL FROM')),
    onRcptTo: (_address, _session, done) => done(refused('RCPT TO')),
    onData: (stream, session, done) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        const taken = takenOf(
          from,
          rcptTo.map(({ address }) => address),
          Buffer.concat(pieces).toString('utf8'),
        )
        const refusal = refused('DATA')
        if (refusal) return done(refusal)
        relay.taken.push(taken)
        relay.onTaken(taken)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  relay.port = (server.server.address() as AddressInfo).port
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return relay
}

/** A message with its headers found by name. `raw` has the line ends of the wire. */
export function takenOf(from: string, to: readonly string[], raw: string): Taken {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  return { from, to, raw, header: (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] }
}

/** A wire to a relay that breaks where it is told. */
export interface Wire {
  readonly port: number
  /** Breaks the connection when what the client sent since the last break matches; before it is passed on unless `after`. Null: never. */
  breakAt: { readonly sent: RegExp; readonly passOn: boolean } | null
  /** Nobody answers: as when the relay's process is dead. */
  isCut: boolean
  readonly breaks: number
}

/** Listens on a port of its own and passes everything on; closed when the test file is done. */
export async function testWire(to: Pick<TestRelay, 'port'>): Promise<Wire> {
  const wire = { port: 0, breakAt: null as Wire['breakAt'], isCut: false, breaks: 0 }
  const server = net.createServer((client) => (wire.isCut ? void client.destroy() : join(client, net.connect(to.port, '127.0.0.1'), wire)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  wire.port = (server.address() as AddressInfo).port
  afterAll(() => void server.close())
  return wire
}

function join(client: Socket, relay: Socket, wire: { breakAt: Wire['breakAt']; breaks: number }): void {
  let sent = ''
  let deaf = false
  const end = (): void => {
    client.destroy()
    relay.destroy()
  }
  client.on('data', (piece: Buffer) => {
    sent += piece.toString('latin1')
    if (!wire.breakAt?.sent.test(sent)) return void relay.write(piece)
    wire.breaks += 1
    deaf = true
    client.destroy()
    if (wire.breakAt.passOn) relay.end(piece)
    else relay.destroy()
  })
  relay.on('data', (piece: Buffer) => {
    if (!deaf) client.write(piece)
  })
  for (const socket of [client, relay]) socket.on('error', end)
  client.on('close', () => !deaf && relay.destroy())
  relay.on('close', () => client.destroy())
}

/** How to reach a test relay or wire, without protection. */
export function relayAt({ port }: { readonly port: number }, over: Partial<RelayChange> = {}): RelayChange {
  return {
    host: '127.0.0.1',
    port,
    security: 'starttls_if_offered',
    username: null,
    privateAllowed: true,
    sender: { address: 'support@northwind.example', name: 'Northwind Support' },
    signs: false,
    ...over,
  }
}

/** Configures it whatever was there before. */
export async function useRelay({ work, mail }: { readonly work: Work; readonly mail: Mail }, change: RelayChange): Promise<void> {
  await work.run(async (tx) => mail.setRelay(tx, change, (await mail.relay(tx))?.version ?? 0))
}

let made = 0

/** A message to somebody, unless said. */
export function aMail(over: Partial<NewMail> = {}): NewMail {
  made += 1
  return {
    to: { address: 'clara@alder.example', name: 'Clara Abend' },
    subject: `Note ${made}`,
    text: 'The shop is back.',
    nature: 'program',
    about: null,
    why: 'You asked for it.',
    idempotencyKey: `test ${made}`,
    ...over,
  }
}
