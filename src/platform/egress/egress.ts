/**
 * The one way out. Every outgoing HTTP(S) request resolves its name here, checks each address, connects to that very address
 * (no second look-up), follows at most 5 redirects checking each, and is bounded in time and size.
 */
import type { Socket } from 'node:net'

export interface EgressRequest {
  readonly url: string
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  readonly timeoutMs: number
  readonly answerBytesMax: number
  /** True when an owner approved this target, which may then lie in a private range. Metadata addresses stay refused. */
  readonly privateAllowed?: boolean
}

/** Failures of other systems, in words a person understands. */
export type EgressFailure =
  | 'invalid_url'
  | 'scheme_not_allowed'
  | 'dns_lookup_failed'
  | 'address_not_allowed'
  | 'connection_refused'
  | 'connection_timeout'
  | 'connection_lost'
  | 'tls_failed'
  | 'too_many_redirects'
  | 'response_too_large'
  | 'answer_invalid'
  | 'answer_timeout'

export type EgressAnswer =
  | {
      readonly ok: true
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array
      readonly address: string
      readonly finalUrl: string
    }
  | { readonly ok: false; readonly failure: EgressFailure; readonly detail: string }

/** A connection for a protocol other than HTTP, such as SMTP to the relay. */
export interface SocketRequest {
  readonly host: string
  readonly port: number
  /** From the look-up of the name to the open connection. */
  readonly timeoutMs: number
  /** True when an owner approved this target, which may then lie in a private range. Metadata addresses stay refused. */
  readonly privateAllowed: boolean
}

/** The socket is open and belongs to the caller. */
export type SocketAnswer =
  | { readonly ok: true; readonly socket: Socket; readonly dnsMs: number; readonly connectMs: number }
  | SocketRefusal

/** `code`: what the system said, such as ENOTFOUND; empty when it said nothing. */
export interface SocketRefusal {
  readonly ok: false
  readonly failure: EgressFailure
  readonly detail: string
  readonly code: string
}

/** For protocols that are neither: the addresses that may be reached by what is no TCP, such as a name server or a ping. */
export type AddressAnswer = { readonly ok: true; readonly addresses: readonly string[]; readonly dnsMs: number } | SocketRefusal

export interface Egress {
  /** Never throws for what the other side does; never puts query strings or credentials of the URL into `detail`. */
  request(request: EgressRequest): Promise<EgressAnswer>
  /** The same guard for a bare TCP connection. Never throws for what the other side does. */
  connect(request: SocketRequest): Promise<SocketAnswer>
  /** Resolves and judges only. Whoever uses the addresses must name them, and not the host again. */
  resolve(request: Omit<SocketRequest, 'port'>): Promise<AddressAnswer>
}
