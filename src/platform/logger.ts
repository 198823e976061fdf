/** The program's own log lines (pino, JSON on stdout; readable on a terminal). Not to be confused with the event log. */

export interface Logger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  /** A logger that adds `fields` to each line. */
  child(fields: object): Logger
}
