/** What the dialog holds while somebody fills it in, and what is sent of it. */
import type { Kind, TlsMode } from '../domain/words.ts'
import { INTERVAL_SECONDS } from '../domain/words.ts'
import type { Trial, WholeDatabase } from './client.ts'

export interface DatabaseForm {
  /** Null: the first one. */
  readonly environmentId: string | null
  readonly name: string
  readonly kind: Kind
  readonly host: string
  readonly port: string
  readonly databaseName: string
  readonly username: string
  readonly password: string
  readonly tls: TlsMode
  readonly tlsAuthority: string
  readonly privateAllowed: boolean
  readonly intervalSeconds: string
  /** How the last test of the connection went. */
  readonly trial: Trial | null
}

export const PORTS: Readonly<Record<Kind, number>> = { postgres: 5_432, mysql: 3_306, redis: 6_379 }

export const NEW: DatabaseForm = {
  environmentId: null,
  name: '',
  kind: 'postgres',
  host: '',
  port: '',
  databaseName: '',
  username: 'pitcrew',
  password: '',
  tls: 'verified',
  tlsAuthority: '',
  privateAllowed: false,
  intervalSeconds: String(INTERVAL_SECONDS.usual),
  trial: null,
}

/** Another kind: what was tried was something else. */
export const withKind = (form: DatabaseForm, kind: Kind): DatabaseForm => ({ ...form, kind, trial: null })

export function formOf(database: WholeDatabase): DatabaseForm {
  const { environmentId, name, kind, host, port, databaseName, username, tls, tlsAuthority, privateAllowed, intervalSeconds } = database
  const texts = { port: String(port), tlsAuthority: tlsAuthority ?? '', intervalSeconds: String(intervalSeconds) }
  return { environmentId, name, kind, host, databaseName, username, password: '', tls, privateAllowed, trial: null, ...texts }
}

/** A number that is none is sent as 0, which the server refuses at its field. */
const numberOf = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : 0)

export function bodyOf(form: DatabaseForm) {
  const { name, host, databaseName, username, password, tls, privateAllowed } = form
  return {
    name,
    host,
    databaseName: form.kind === 'redis' ? '' : databaseName,
    username,
    password,
    tls,
    privateAllowed,
    port: form.port.trim() === '' ? PORTS[form.kind] : numberOf(form.port),
    tlsAuthority: form.tls === 'off' || form.tlsAuthority.trim() === '' ? null : form.tlsAuthority,
    intervalSeconds: numberOf(form.intervalSeconds),
  }
}
