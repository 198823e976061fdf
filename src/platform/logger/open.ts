/**
 * The logger of the program: pino, JSON lines on stdout for services, readable lines at a terminal. Every line passes the
 * redaction in redact.ts. Writes are synchronous, so that the last line before a crash is there.
 */
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino'
import type { Config } from '../config/config.ts'
import type { Logger } from '../logger.ts'
import { redactFields, redactText } from './redact.ts'
import { readableLine } from './terminal.ts'

export interface LoggerOptions {
  /** Readable lines instead of JSON; `process.stdout.isTTY` is the usual answer. */
  readonly pretty: boolean
  /** Where lines go; stdout unless said. */
  readonly destination?: DestinationStream
}

/** Lines below `level` cost nothing: their fields are not even looked at. */
export function openLogger(level: Config['logLevel'], options: LoggerOptions): Logger {
  const out = options.destination ?? pino.destination({ dest: 1, sync: true })
  const lines = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    options.pretty ? readable(out, options.destination === undefined) : out,
  )
  return redacting(lines)
}

/** Around pino rather than in its hooks, which leave out the fields of child loggers. */
function redacting(lines: PinoLogger): Logger {
  const write = (level: Config['logLevel']) => (fields: object, message: string) => {
    if (lines.isLevelEnabled(level)) lines[level](redactFields(fields), redactText(message))
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => redacting(lines.child(redactFields(fields))),
  }
}

function readable(out: DestinationStream, colour: boolean): DestinationStream {
  return { write: (json: string) => out.write(readableLine(json, colour)) }
}
