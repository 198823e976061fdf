/** From facts to judgements, each with a sentence on how to mend it. Pure. */
import { SECOND_MS } from '#kit/time.ts'

export type CheckState = 'ok' | 'warning' | 'failing'

export interface Check {
  readonly name: string
  readonly state: CheckState
  readonly sentence: string
}

export interface HealthFacts {
  readonly stores: readonly { readonly name: string; readonly embedded: boolean; readonly state: 'up' | 'down' }[]
  readonly clockSkewMs: number | null
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null
  readonly diskWarningPercent: number
  /** Null while PostgreSQL is away. */
  readonly log: {
    readonly head: number
    readonly unsealed: number
    readonly readers: readonly { readonly name: string; readonly lag: number }[]
  } | null
  /** Null while PostgreSQL is away. */
  readonly mail: { readonly configured: boolean; readonly waiting: number; readonly trouble: string | null } | null
}

/** Nodes whose clocks differ by more are told apart from those that merely drift. */
export const SKEW_WARNING_MS = 0.5 * SECOND_MS
/** Beyond this a node gives up work and checks: its times would mislead. */
export const SKEW_FAILING_MS = 5 * SECOND_MS
/** Less than this part of the disk free, whatever the setting says, and the stores will soon stop. */
const DISK_FAILING_PERCENT = 2
/** Sealing takes milliseconds: a crowd that waits means that nobody seals. */
const UNSEALED_WARNING = 1_000
/** A reader this far behind has stopped or cannot keep up; browsers and reports show old news. */
const LAG_WARNING = 10_000

/** In the order in which a person would look. */
export function judgeHealth(facts: HealthFacts): readonly Check[] {
  return [...facts.stores.map(judgeStore), judgeClock(facts.clockSkewMs), judgeDisk(facts), judgeLog(facts.log), judgeMail(facts.mail)]
}

/** The worst of all. */
export function worst(checks: readonly Check[]): CheckState {
  if (checks.some(({ state }) => state === 'failing')) return 'failing'
  return checks.some(({ state }) => state === 'warning') ? 'warning' : 'ok'
}

function judgeStore({ name, embedded, state }: HealthFacts['stores'][number]): Check {
  const title = name === 'postgresql' ? 'PostgreSQL' : 'ClickHouse'
  if (state === 'up') return { name, state: 'ok', sentence: `${title} answers.` }
  const mend = embedded
    ? 'It is being restarted; the log of Pitcrew says why it stopped.'
    : `Look at the server behind ${name === 'postgresql' ? 'DATABASE_URL' : 'CLICKHOUSE_URL'}.`
  return { name, state: 'failing', sentence: `${title} does not answer. ${mend}` }
}

function judgeClock(skewMs: number | null): Check {
  const name = 'clock'
  if (skewMs === null) return { name, state: 'warning', sentence: 'The clock could not be compared with PostgreSQL’s yet.' }
  const off = `${(Math.abs(skewMs) / SECOND_MS).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} PostgreSQL`
  const mend = 'switch on time synchronisation (NTP) on both machines'
  if (Math.abs(skewMs) > SKEW_FAILING_MS)
    return { name, state: 'failing', sentence: `The clock is ${off}, so this node does no work: ${mend}.` }
  if (Math.abs(skewMs) > SKEW_WARNING_MS) return { name, state: 'warning', sentence: `The clock is ${off}: ${mend}.` }
  return { name, state: 'ok', sentence: 'The clock agrees with PostgreSQL’s.' }
}

function judgeDisk({ disk, diskWarningPercent }: HealthFacts): Check {
  const name = 'disk'
  if (disk === null || disk.totalBytes === 0) return { name, state: 'warning', sentence: 'The system does not say how full the disk is.' }
  const freePercent = (disk.freeBytes / disk.totalBytes) * 100
  const words = `${freePercent.toFixed(0)} % of the disk under the data folder is free`
  const mend = 'make room or move the data folder to a larger disk'
  if (freePercent < DISK_FAILING_PERCENT)
    return { name, state: 'failing', sentence: `Only ${words}, and the stores will stop: ${mend} now.` }
  if (freePercent < diskWarningPercent) return { name, state: 'warning', sentence: `Only ${words}: ${mend}.` }
  return { name, state: 'ok', sentence: `${words}.` }
}

function judgeLog(log: HealthFacts['log']): Check {
  const name = 'log'
  if (log === null) return { name, state: 'failing', sentence: 'The event log cannot be read while PostgreSQL is away.' }
  if (log.unsealed > UNSEALED_WARNING) {
    return { name, state: 'warning', sentence: `${log.unsealed} events wait to be sealed: see that a node with the role worker runs.` }
  }
  const slow = log.readers.find(({ lag }) => lag > LAG_WARNING)
  if (slow)
    return {
      name,
      state: 'warning',
      sentence: `${slow.name} is ${slow.lag} events behind the log: the jobs page says whether it is parked.`,
    }
  return { name, state: 'ok', sentence: 'Events are sealed and read as they come.' }
}

function judgeMail(mail: HealthFacts['mail']): Check {
  const name = 'mail'
  if (mail === null) return { name, state: 'warning', sentence: 'Nobody can say whether mail waits while PostgreSQL is away.' }
  const waiting = mail.waiting === 1 ? '1 message waits' : `${mail.waiting} messages wait`
  if (!mail.configured && mail.waiting > 0) {
    return { name, state: 'warning', sentence: `${waiting}, and no relay is configured: name one in the mail settings.` }
  }
  if (!mail.configured) return { name, state: 'ok', sentence: 'No relay is configured, and no message waits for one.' }
  if (mail.trouble !== null) return { name, state: 'warning', sentence: `${waiting}; the relay last said: ${mail.trouble}` }
  return { name, state: 'ok', sentence: 'Mail leaves as it comes.' }
}
