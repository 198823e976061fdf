/** Every environment variable Pitcrew reads: how it is written, what it means, what is wrong with a value. */
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { ROLES, type Role } from './config.ts'

export interface Variable<T = unknown> {
  /** Reads the text; its messages are not shown, `expects` is. */
  readonly schema: z.ZodType<T, string>
  /** What to write, with an example; ends the sentence "… must be". */
  readonly expects: string
  /** What it decides, one sentence, for the reference and `pitcrew doctor`. */
  readonly about: string
  /** Holds or may hold a secret: its value is never shown and it may come from a file named by `<NAME>_FILE`. */
  readonly secret: boolean
}

const variable = <T>(declared: Omit<Variable<T>, 'secret'> & { secret?: boolean }): Variable<T> => ({ secret: false, ...declared })

const wholeNumber = (min: number, max: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max))
const urlOf = (...schemes: string[]) => z.string().refine((text) => schemes.includes(parsedUrl(text)?.protocol ?? ''))
const listOf = (item: (text: string) => boolean) =>
  z
    .string()
    .transform(splitList)
    .refine((items) => items.every(item))

/** In the order in which faults are told and the reference lists them. */
export const variables = {
  HOST: variable({
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
    expects: 'an address of this machine to listen on, for example 127.0.0.1, or 0.0.0.0 for all',
    about: 'Address to listen on. 127.0.0.1 unless set, so that nobody outside the machine reaches Pitcrew before you want it.',
  }),
  PORT: variable({
    schema: wholeNumber(0, 65_535),
    expects: 'a port between 1 and 65535, for example 7700 (0 takes any free one)',
    about: 'Port to listen on; 7700 unless set.',
  }),
  PUBLIC_URL: variable({
    schema: urlOf('http:', 'https:').transform(withoutTrailingSlash).refine(isBareOrigin),
    expects: 'the address under which browsers reach Pitcrew, without path or password, for example https://support.example.com',
    about: 'Address used in links, cookies and checks of origin; with https, cookies are Secure and HSTS is sent.',
  }),
  TRUST_PROXY: variable({
    schema: wholeNumber(0, 10),
    expects: 'the number of proxies in front of Pitcrew, for example 1 behind one nginx; 0 for none',
    about: 'How many entries of X-Forwarded-For are believed, counted from the nearest; 0 unless set.',
  }),
  PITCREW_DATA: variable({
    schema: z.string().min(1),
    expects: 'the path of a folder on a local disk, for example /var/lib/pitcrew',
    about: 'Data folder: embedded stores, files, spool and keys. `data` below the working folder unless set.',
  }),
  DATABASE_URL: variable({
    schema: z.string().refine(isPostgresUrl),
    expects:
      'a URL such as postgres://user:password@host:5432/database, or postgres://user:password@/database?host=/run/postgresql for a unix socket',
    about:
      'PostgreSQL 15 or newer to use instead of the embedded one. For a unix socket, `host` is the folder that holds it; with %2F for each slash it may also stand in the place of the host.',
    secret: true,
  }),
  CLICKHOUSE_URL: variable({
    schema: urlOf('http:', 'https:'),
    expects: "ClickHouse's HTTP address, such as https://user:password@host:8443/database",
    about: 'ClickHouse to use instead of the embedded one.',
    secret: true,
  }),
  CLICKHOUSE_CLUSTER: variable({
    schema: z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/),
    expects: "the name of a cluster from ClickHouse's remote_servers, for example main",
    about: 'Makes tables replicated over this cluster; needs CLICKHOUSE_URL.',
  }),
  PITCREW_ROLES: variable({
    schema: listOf((text) => (ROLES as readonly string[]).includes(text))
      .refine((items) => items.length > 0)
      .transform((items) => [...new Set(items)] as readonly Role[]),
    expects: `one or more of ${ROLES.join(', ')}, separated by commas`,
    about: 'What this process does; all roles unless set. The same as `--roles`.',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['debug', 'info', 'warn', 'error']),
    expects: 'one of debug, info, warn, error',
    about: 'Least severe log lines that are written; info unless set.',
  }),
  S3_ENDPOINT: variable({
    schema: urlOf('http:', 'https:'),
    expects: 'the address of an S3-compatible service, for example https://s3.eu-central-1.amazonaws.com',
    about: 'Keeps files in a bucket instead of the data folder; needs S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY.',
  }),
  S3_BUCKET: variable({ schema: z.string().min(1), expects: 'the name of an existing bucket', about: 'Bucket for files.' }),
  S3_REGION: variable({
    schema: z.string().min(1),
    expects: 'a region such as eu-central-1',
    about: 'Region of the bucket; us-east-1 unless set.',
  }),
  S3_ACCESS_KEY: variable({
    schema: z.string().min(1),
    expects: 'the access key id',
    about: 'Access key id for the bucket.',
    secret: true,
  }),
  S3_SECRET_KEY: variable({
    schema: z.string().min(1),
    expects: 'the secret access key',
    about: 'Secret access key for the bucket.',
    secret: true,
  }),
  STATUS_COPY_URL: variable({
    schema: urlOf('http:', 'https:').transform(withoutTrailingSlash).refine(isPlainAddress),
    expects: 'the address under which readers find the copies, such as https://status-copy.example.com',
    about: 'Where the static copies of public status pages are read; needs STATUS_COPY_FOLDER or STATUS_COPY_S3_ENDPOINT.',
  }),
  STATUS_COPY_FOLDER: variable({
    schema: z.string().min(1),
    expects: 'the path of a folder that is there already and that a web server elsewhere shows, for example /mnt/status',
    about: 'Puts a static copy of each public status page into this folder whenever the page changes.',
  }),
  STATUS_COPY_S3_ENDPOINT: variable({
    schema: urlOf('http:', 'https:'),
    expects: 'the address of an S3-compatible service, for example https://s3.eu-central-1.amazonaws.com',
    about: 'Puts the static copies of public status pages into a bucket instead of a folder.',
  }),
  STATUS_COPY_S3_BUCKET: variable({
    schema: z.string().min(1),
    expects: 'the name of an existing bucket',
    about: 'Bucket for the copies; whoever may read a status page must be able to read it.',
  }),
  STATUS_COPY_S3_REGION: variable({
    schema: z.string().min(1),
    expects: 'a region such as eu-central-1',
    about: 'Region of that bucket; us-east-1 unless set.',
  }),
  STATUS_COPY_S3_ACCESS_KEY: variable({
    schema: z.string().min(1),
    expects: 'the access key id',
    about: 'Access key id for that bucket.',
    secret: true,
  }),
  STATUS_COPY_S3_SECRET_KEY: variable({
    schema: z.string().min(1),
    expects: 'the secret access key',
    about: 'Secret access key for that bucket.',
    secret: true,
  }),
  PITCREW_MASTER_KEY: variable({
    schema: z
      .string()
      .transform((text) => splitList(text).map(keyBytes))
      .refine((keys) => keys.length > 0 && keys.every((bytes) => bytes.length === 32)),
    expects: '32 random bytes as 64 hex digits or as base64, for example from `openssl rand -hex 32`; several with commas, oldest first',
    about:
      'Key that protects stored secrets; a file `master.key` in the data folder unless set. With several the last one is used and the others still open what they sealed.',
    secret: true,
  }),
  BACKUP_FOLDER: variable({
    schema: z.string().min(1),
    expects: 'the path of a folder, best on another disk or machine, for example /mnt/backups/pitcrew',
    about: 'Where backups are kept; `backups` in the data folder unless set.',
  }),
  BACKUP_BEFORE_UPGRADE: variable({
    schema: z.enum(['yes', 'no']).transform((text) => text === 'yes'),
    expects: 'yes or no',
    about: 'Whether a start that has to change tables makes a backup first; yes unless set.',
  }),
  EGRESS_ALLOW: variable({
    schema: listOf(isHostOrRange),
    expects: 'host names, addresses or ranges separated by commas, for example db.internal,10.20.0.0/16',
    about: 'Targets in private networks that Pitcrew may send requests to.',
  }),
  METRICS_TOKEN: variable({
    schema: z.string().min(16),
    expects: 'a token of at least 16 characters',
    about: 'Bearer token for /metrics; without it only callers on this machine may read them.',
    secret: true,
  }),
  SYSLOG_UDP_PORT: variable({
    schema: wholeNumber(1, 65_535),
    expects: 'a port between 1 and 65535, for example 5514',
    about: 'Port on which syslog is taken as datagrams; closed unless set.',
  }),
  SYSLOG_TCP_PORT: variable({
    schema: wholeNumber(1, 65_535),
    expects: 'a port between 1 and 65535, for example 5514',
    about: 'Port on which syslog is taken as streams; closed unless set.',
  }),
  SYSLOG_TLS_PORT: variable({
    schema: wholeNumber(1, 65_535),
    expects: 'a port between 1 and 65535, for example 6514',
    about: 'Port on which syslog is taken within TLS; closed unless set. Needs SYSLOG_TLS_CERTIFICATE and SYSLOG_TLS_KEY.',
  }),
  SYSLOG_TLS_CERTIFICATE: variable({
    schema: z.string().min(1),
    expects: 'the path of a file with the certificate and those that vouch for it, in PEM',
    about: 'Certificate that senders of syslog are shown.',
  }),
  SYSLOG_TLS_KEY: variable({
    schema: z.string().includes('PRIVATE KEY'),
    expects: 'a private key in PEM; as a file, name it in SYSLOG_TLS_KEY_FILE',
    about: 'Private key of the certificate.',
    secret: true,
  }),
  SYSLOG_KEY: variable({
    schema: z.string().regex(/^pci_[0-9a-f]{48}$/),
    expects: 'a write-only key, which begins with pci_',
    about: 'Key of the environment to which syslog belongs that brings no key itself.',
    secret: true,
  }),
  OTLP_GRPC_PORT: variable({
    schema: wholeNumber(1, 65_535),
    expects: 'a port between 1 and 65535, for example 4317',
    about: 'Port on which OpenTelemetry is taken over gRPC; closed unless set. Over HTTP it comes by PORT and needs no setting.',
  }),
  OTLP_GRPC_TLS_CERTIFICATE: variable({
    schema: z.string().min(1),
    expects: 'the path of a file with the certificate and those that vouch for it, in PEM',
    about: 'Certificate that senders over gRPC are shown; without it they speak without TLS, as behind a proxy of one’s own.',
  }),
  OTLP_GRPC_TLS_KEY: variable({
    schema: z.string().includes('PRIVATE KEY'),
    expects: 'a private key in PEM; as a file, name it in OTLP_GRPC_TLS_KEY_FILE',
    about: 'Private key of the certificate.',
    secret: true,
  }),
} as const

/** Without the `…_FILE` forms of secrets. */
export type VariableName = keyof typeof variables

function parsedUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

/** A URL with a user but without a host, as PostgreSQL's own programs take it for a unix socket, is none for `URL`. */
function isPostgresUrl(text: string): boolean {
  return ['postgres:', 'postgresql:'].includes(parsedUrl(text.replace('@/', '@localhost/'))?.protocol ?? '')
}

function withoutTrailingSlash(text: string): string {
  return text.replace(/\/+$/, '')
}

/** `new URL` fills in the path `/`; anything beyond the origin would be dropped silently from links. */
function isBareOrigin(text: string): boolean {
  return parsedUrl(text)?.origin === text.toLowerCase()
}

/** Paths are put behind it. */
function isPlainAddress(text: string): boolean {
  const url = parsedUrl(text)
  return url !== undefined && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function isHostOrRange(text: string): boolean {
  if (text.includes('/')) return ipaddr.isValidCIDR(text)
  return ipaddr.isValid(text) || /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text)
}

function keyBytes(text: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(Buffer.from(text, 'hex'))
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Uint8Array.from(Buffer.from(text, 'base64')) : new Uint8Array()
}
