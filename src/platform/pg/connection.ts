/** How to reach a PostgreSQL server; the fields have the names that the `pg` driver gives them. */
export interface PgConnection {
  /** Host name or address, or the absolute path of the folder that holds the server's unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}
