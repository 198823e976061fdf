/** The whole configuration, read once from the environment, validated whole, all faults told at once. */

export const ROLES = ['web', 'ingest', 'worker', 'probe', 'mail'] as const
/** What a process does; it can do several of these. */
export type Role = (typeof ROLES)[number]

/** An S3-compatible bucket and who may write there. */
export interface BucketSettings {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

/** A folder (absolute path) or a bucket that others read from. */
export type OutletSettings =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'bucket'; readonly bucket: BucketSettings }

export interface Config {
  readonly host: string
  readonly port: number
  /** Absolute base URL without trailing slash under which browsers reach us. */
  readonly publicUrl: string
  /** Number of proxies in front whose X-Forwarded-For entries are believed; 0 believes none. */
  readonly trustProxy: number
  /** Absolute path of the data folder. */
  readonly dataFolder: string
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined
  /** Undefined: the embedded ClickHouse. */
  readonly clickhouseUrl: string | undefined
  /** Name of the ClickHouse cluster for ON CLUSTER DDL; undefined for a single server. */
  readonly clickhouseCluster: string | undefined
  readonly roles: readonly Role[]
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Undefined: files lie in `<data folder>/files`. */
  readonly s3: BucketSettings | undefined
  /** Where copies of public status pages are put, and at which address readers find them, without a slash at its end. */
  readonly statusCopy: { readonly url: string; readonly outlet: OutletSettings } | undefined
  /** 32 bytes each, oldest first; undefined: `<data folder>/master.key`. */
  readonly masterKeys: readonly Uint8Array[] | undefined
  /** Absolute path of the folder in which backups are kept. */
  readonly backupFolder: string
  /** Whether an update makes a backup before it changes tables. */
  readonly backupBeforeUpgrade: boolean
  /** Hosts and CIDR ranges inside private networks that the owner approved for outgoing requests. */
  readonly egressAllow: readonly string[]
  /** Bearer token that /metrics asks of callers that are not on the loopback interface; undefined: loopback only. */
  readonly metricsToken: string | undefined
  /** Ports are closed unless set. */
  readonly syslog: {
    readonly udpPort: number | undefined
    readonly tcpPort: number | undefined
    readonly tlsPort: number | undefined
    /** Absolute path of the certificate chain, PEM; there when `tlsPort` is. */
    readonly certificateFile: string | undefined
    /** PEM; there when `tlsPort` is. */
    readonly privateKey: string | undefined
    /** Write-only key of the environment to which messages belong that bring no key themselves. */
    readonly key: string | undefined
  }
  /** Closed unless the port is set. */
  readonly otlpGrpc: {
    readonly port: number | undefined
    /** Absolute path of the certificate chain, PEM; undefined: without TLS. */
    readonly certificateFile: string | undefined
    /** PEM; there when `certificateFile` is. */
    readonly privateKey: string | undefined
  }
}
