/** The relay as it is configured, and the connections to it; opened anew when somebody changes it. */
import type { Egress } from '../egress/egress.ts'
import type { Clock } from '../clock.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Tx, Work } from '../work.ts'
import { dkimRecord, makeDkimKey, selectorFor } from './dkim.ts'
import type { Dkim, Mailbox, Relay, RelayChange } from './mail.ts'
import { hastenDeferred } from './store/messages.ts'
import { findRelay, putRelay, type RelayRow } from './store/relay.ts'
import type { Transport, TransportOptions } from './transport.ts'

/** A relay with its connections. */
export interface OpenRelay {
  readonly host: string
  readonly sender: Mailbox
  readonly version: number
  readonly transport: Transport
}

export interface RelaysOptions {
  readonly work: Work
  readonly clock: Clock
  readonly secrets: Pick<Secrets, 'seal' | 'open'>
  readonly egress: Egress
  /** Host of our public address: what we call ourselves towards the relay. */
  readonly ownName: string
}

/** At a time: relays limit them, and five hand over some hundred messages a second. */
export const CONNECTIONS_MAX = 5
const PASSWORD_CONTEXT = 'mail relay password'
const DKIM_CONTEXT = 'mail dkim key'

/** With the library that speaks SMTP, which a start does not wait for. */
const transports = () => import('./transport.ts')

export class Relays {
  readonly #options: RelaysOptions
  #open: OpenRelay | undefined

  constructor(options: RelaysOptions) {
    this.#options = options
  }

  /** As it is now; undefined before somebody has configured one. */
  async current(): Promise<OpenRelay | undefined> {
    const [row, { openTransport }] = await Promise.all([this.#options.work.read(findRelay), transports()])
    if (row !== undefined && row.version === this.#open?.version) return this.#open
    this.close()
    if (row === undefined) return undefined
    const transport = openTransport(this.#settings(row), this.#options.egress)
    this.#open = { host: row.host, sender: senderOf(row), version: row.version, transport }
    return this.#open
  }

  close(): void {
    this.#open?.transport.close()
    this.#open = undefined
  }

  async read(tx: Tx): Promise<(Relay & { readonly version: number }) | undefined> {
    const row = await findRelay(tx)
    if (row === undefined) return undefined
    const { host, port, security, username, privateAllowed, version } = row
    const dkim = this.#dkim(row)?.record ?? null
    return {
      host,
      port,
      security,
      username,
      hasPassword: row.sealedPassword !== null,
      privateAllowed,
      sender: senderOf(row),
      dkim,
      version,
    }
  }

  /** What waits because of the relay as it was is due now. False when somebody was faster. */
  async change(tx: Tx, change: RelayChange, version: number): Promise<boolean> {
    const at = this.#options.clock.now()
    const { host, port, security, username, privateAllowed, sender, signs } = change
    const before = await findRelay(tx)
    const written = await putRelay(tx, {
      host,
      port,
      security,
      username,
      privateAllowed,
      signs,
      version,
      at,
      sender: sender.address,
      senderName: sender.name,
      sealedPassword: this.#password(change.password, before),
      ...this.#key(signs, before),
    })
    if (written) await hastenDeferred(tx, at)
    return written
  }

  #password(password: string | null | undefined, before: RelayRow | undefined): Uint8Array | null {
    if (password === undefined) return before?.sealedPassword ?? null
    return password === null ? null : this.#options.secrets.seal(Buffer.from(password), PASSWORD_CONTEXT)
  }

  /** A key is made once and kept: what is published in DNS must stay right. */
  #key(signs: boolean, before: RelayRow | undefined): Pick<RelayRow, 'dkimSelector' | 'sealedDkimKey'> {
    if (before?.sealedDkimKey || !signs) return { dkimSelector: before?.dkimSelector ?? null, sealedDkimKey: before?.sealedDkimKey ?? null }
    const sealedDkimKey = this.#options.secrets.seal(Buffer.from(makeDkimKey()), DKIM_CONTEXT)
    return { dkimSelector: selectorFor(this.#options.clock.now()), sealedDkimKey }
  }

  #dkim(row: RelayRow): { readonly record: Dkim; readonly privateKey: string } | null {
    if (!row.signs || row.sealedDkimKey === null || row.dkimSelector === null) return null
    const privateKey = Buffer.from(this.#options.secrets.open(row.sealedDkimKey, DKIM_CONTEXT)).toString('utf8')
    return { record: dkimRecord(privateKey, { selector: row.dkimSelector, sender: row.sender }), privateKey }
  }

  #settings(row: RelayRow): TransportOptions {
    const { secrets, ownName } = this.#options
    const dkim = this.#dkim(row)
    const pass = row.sealedPassword === null ? '' : Buffer.from(secrets.open(row.sealedPassword, PASSWORD_CONTEXT)).toString('utf8')
    return {
      host: row.host,
      port: row.port,
      connections: CONNECTIONS_MAX,
      security: row.security,
      auth: row.username === null ? null : { user: row.username, pass },
      privateAllowed: row.privateAllowed,
      dkim: dkim && { ...dkim.record, privateKey: dkim.privateKey },
      ownName,
    }
  }
}

function senderOf({ sender, senderName }: RelayRow): Mailbox {
  return { address: sender, name: senderName }
}
