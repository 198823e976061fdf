/** What a check of each kind looks at and expects. The contract checks the same shapes at the edge. */
import type { CheckKind } from './words.ts'

export const HTTP_METHODS = ['GET', 'HEAD', 'POST'] as const
export const DNS_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT'] as const

export interface HttpSettings {
  readonly kind: 'http'
  readonly url: string
  readonly method: (typeof HTTP_METHODS)[number]
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** Sent with POST. */
  readonly body: string
  /** Whether redirects are followed; otherwise a redirect is the answer. */
  readonly followRedirects: boolean
  /** Inclusive; 200–299 unless said. */
  readonly statusFrom: number
  readonly statusTo: number
  /** The whole answer must be there within so many milliseconds; null: any time within the limit. */
  readonly slowerThanMs: number | null
  readonly expectHeader: { readonly name: string; readonly value: string } | null
  /** Must stand in the body. */
  readonly expectText: string | null
  readonly expectJson: { readonly path: string; readonly value: string } | null
  /** Down when the certificate ends sooner; null: whenever it is valid. */
  readonly certificateDaysMin: number | null
  /** Certificates in PEM to trust instead of the public ones; null: the public ones. */
  readonly authority: string | null
}

export interface TcpSettings {
  readonly kind: 'tcp'
  readonly host: string
  readonly port: number
}

export interface DnsSettings {
  readonly kind: 'dns'
  readonly name: string
  readonly type: (typeof DNS_TYPES)[number]
  /** In any order; empty: any answer will do. */
  readonly expected: readonly string[]
  /** Address of the name server to ask, with its port when it is not 53; null: that of this installation. */
  readonly server: string | null
}

export interface TlsSettings {
  readonly kind: 'tls'
  readonly host: string
  readonly port: number
  readonly certificateDaysMin: number
  /** Further names that the certificate must hold. */
  readonly names: readonly string[]
  readonly authority: string | null
}

export interface PingSettings {
  readonly kind: 'ping'
  readonly host: string
}

export interface HeartbeatSettings {
  readonly kind: 'heartbeat'
  /** How often what is watched says that it is well. */
  readonly everySeconds: number
  /** How much later than that is not late yet. */
  readonly graceSeconds: number
  /** From its start to its end; null: any time. */
  readonly runSecondsMax: number | null
}

export interface SqlSettings {
  readonly kind: 'sql'
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly encrypted: boolean
  readonly statement: string
  /** The first value of the first row as text; null: any answer will do. */
  readonly expected: string | null
}

export type Settings = HttpSettings | TcpSettings | DnsSettings | TlsSettings | PingSettings | HeartbeatSettings | SqlSettings
export type SettingsOf<K extends CheckKind> = Extract<Settings, { readonly kind: K }>

/** What a check asks, in one line; undefined for what is not asked but reports itself. */
export function targetOf(settings: Settings): string | undefined {
  switch (settings.kind) {
    case 'http':
      return settings.url
    case 'tcp':
    case 'tls':
    case 'sql':
      return `${settings.host}:${settings.port}`
    case 'dns':
      return `${settings.name} ${settings.type}${settings.server === null ? '' : ` @${settings.server}`}`
    case 'ping':
      return settings.host
    case 'heartbeat':
      return undefined
  }
}

/** Host that must be approved when it lies in a private network; undefined: none is connected to. */
export function hostAsked(settings: Settings): string | undefined {
  switch (settings.kind) {
    case 'http':
      return URL.canParse(settings.url) ? new URL(settings.url).host : undefined
    case 'dns':
      return settings.server ?? undefined
    case 'tcp':
    case 'tls':
    case 'sql':
    case 'ping':
    case 'heartbeat':
      return targetOf(settings)
  }
}
