/** Levels in the words of many loggers, as OpenTelemetry's numbers, and the numbers in bands that people tell apart. */

/** From the least grave to the gravest. */
export const BANDS = ['unknown', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type Band = (typeof BANDS)[number]
const NUMBERS_PER_BAND = 4

/** `unknown` when nobody said. */
export function bandOf(severity: number): Band {
  return BANDS[Math.ceil(severity / NUMBERS_PER_BAND)] ?? 'unknown'
}

/** The least number of a band. */
export function leastOf(band: Band): number {
  return band === 'unknown' ? 0 : (BANDS.indexOf(band) - 1) * NUMBERS_PER_BAND + 1
}

const WORDS: Readonly<Record<string, number>> = {
  trace: 1,
  finest: 1,
  finer: 1,
  verbose: 1,
  silly: 1,
  debug: 5,
  fine: 5,
  config: 5,
  dbg: 5,
  info: 9,
  information: 9,
  informational: 9,
  inf: 9,
  log: 9,
  notice: 10,
  warn: 13,
  warning: 13,
  wrn: 13,
  error: 17,
  err: 17,
  severe: 17,
  eror: 17,
  exception: 17,
  critical: 18,
  crit: 18,
  alert: 19,
  fatal: 21,
  emerg: 21,
  emergency: 21,
  panic: 21,
  dpanic: 21,
}

/** Of bunyan and pino, which count in tens. */
const TENS: Readonly<Record<string, number>> = { '10': 1, '20': 5, '30': 9, '40': 13, '50': 17, '60': 21 }

/** 0 when it is none that is known. */
export function severityOf(level: string): number {
  if (level.length > 13) return 0
  return WORDS[level.toLowerCase()] ?? TENS[level] ?? 0
}
