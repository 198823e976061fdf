/** The embedded server's settings: small and quiet, durable, unreachable from any network. */

/** Connections beyond this are refused; each costs about 2 MB. */
const CONNECTIONS_MAX = 60

/** `socketFolder` is where its unix socket stands; `overrides` win. */
export function serverSettings(socketFolder: string, overrides: Readonly<Record<string, string>>): Record<string, string> {
  return {
    cluster_name: 'pitcrew',
    // A unix socket only: no port to choose, and the packaged OpenSSL 1.1 is never offered to a network.
    listen_addresses: '',
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: String(CONNECTIONS_MAX),
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '64MB',
    max_wal_size: '1GB',
    wal_compression: 'on',
    // A commit waits this many microseconds for others to share its flush to disk, when at least that many are under way.
    commit_delay: '1000',
    commit_siblings: '5',
    io_workers: '1',
    max_parallel_workers_per_gather: '1',
    max_logical_replication_workers: '0',
    jit: 'off',
    // Our log already has time and process; statements and details carry personal data and stay out of it.
    log_line_prefix: '',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...overrides,
  }
}
