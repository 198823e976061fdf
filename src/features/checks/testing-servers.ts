/** Servers of other people's, as well and as badly behaved as they come, on this machine. */
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import 'reflect-metadata' // The library of certificates needs it and leaves it to whoever uses it.
import * as x509 from '@peculiar/x509'
import dns2 from 'dns2'
import { DAY_MS, type Instant, later, toDate } from '#kit/time.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** What is listening, to be closed after a test. */
export class Servers {
  readonly #closing: (() => unknown)[] = []

  async close(): Promise<void> {
    await Promise.all(this.#closing.splice(0).map((close) => close()))
  }

  /** Port on the loopback address that was asked for. */
  async #listen(server: Server, host: string): Promise<number> {
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      // Whoever looks hangs up in the middle; that is no fault of the server.
      socket.on('error', () => undefined)
    })
    this.#closing.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve))
    return (server.address() as AddressInfo).port
  }

  http(listener: RequestListener, host = '127.0.0.1'): Promise<number> {
    return this.#listen(createHttpServer(listener), host)
  }

  https(certificate: Certificate, listener: RequestListener): Promise<number> {
    const server = createHttpsServer(certificate, listener)
    server.on('tlsClientError', () => undefined)
    return this.#listen(server, '127.0.0.1')
  }

  tcp(listener: (socket: Socket) => void): Promise<number> {
    return this.#listen(createTcpServer(listener), '127.0.0.1')
  }

  /** A name server that knows these addresses, and no other name. */
  async dns(addresses: Readonly<Record<string, readonly string[]>>): Promise<number> {
    const server = dns2.createServer({
      udp: true,
      handle: (request, send) => {
        const response = dns2.Packet.createResponseFromRequest(request)
        const name = request.questions[0]?.name ?? ''
        for (const address of addresses[name] ?? []) {
          response.answers.push({
            name,
            type: dns2.Packet.TYPE.A,
            class: dns2.Packet.CLASS.IN,
            ttl: 60,
            address,
          } as (typeof response.answers)[number])
        }
        if (addresses[name] === undefined) response.header.rcode = 3
        void send(response)
      },
    })
    this.#closing.push(() => server.close())
    await server.listen({ udp: { port: 0, address: '127.0.0.1' } })
    return (server.addresses().udp as AddressInfo).port
  }
}

export interface Certificate {
  /** PEM */
  readonly key: string
  /** PEM */
  readonly cert: string
  /** PEM of whoever signed it. */
  readonly ca: string
}

/** Signed by an authority of its own. */
export async function aCertificate(of: {
  readonly names: readonly string[]
  readonly now: Instant
  readonly days: number
}): Promise<Certificate> {
  const [authority, own] = await Promise.all([newKeys(), newKeys()])
  const notBefore = toDate(later(of.now, -30 * DAY_MS))
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test authority',
    notBefore,
    notAfter: toDate(later(of.now, 300 * DAY_MS)),
    keys: authority,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  })
  const names = of.names.map((value) => ({ type: /^[\d.:]+$/.test(value) ? ('ip' as const) : ('dns' as const), value }))
  const leaf = await x509.X509CertificateGenerator.create({
    subject: `CN=${of.names[0] ?? ''}`,
    issuer: root.subject,
    notBefore,
    notAfter: toDate(later(of.now, of.days * DAY_MS)),
    publicKey: own.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.SubjectAlternativeNameExtension(names)],
  })
  return { key: await pemOf(own.privateKey), cert: leaf.toString('pem'), ca: root.toString('pem') }
}

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

async function pemOf(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}
