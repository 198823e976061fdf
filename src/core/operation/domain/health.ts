/** From facts to judgements, each with a sentence on how to mend it. Pure. */
import { SECOND_MS } from '#kit/time.ts'

export type HealthState = 'ok' | 'warning' | 'failing'
/** `not_set`: nobody asked for it, which is nothing to mend. */
export type CheckState = HealthState | 'not_set'

export interface Check {
  readonly name: string
  readonly state: CheckState
  /** Closed for each name; the console says it in the reader's language. */
  readonly reason: string
  /** What the sentence names. */
  readonly values: Readonly<Record<string, string | number>>
  /** In English. */
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

/** The worst of all; what nobody asked for is not bad. */
export function worst(checks: readonly Check[]): HealthState {
  if (checks.some(({ state }) => state === 'failing')) return 'failing'
  return checks.some(({ state }) => state === 'warning') ? 'warning' : 'ok'
}

function judgeStore({ name, embedded, state }: HealthFacts['stores'][number]): Check {
  const title = name === 'postgresql' ? 'PostgreSQL' : 'ClickHouse'
  if (state === 'up') return { name, state: 'ok', reason: 'up', values: {}, sentence: `${title} answers.` }
  const mend = embedded
    ? 'It is being restarted; the log of Pitcrew says why it stopped.'
    : `Look at the server behind ${name === 'postgresql' ? 'DATABASE_URL' : 'CLICKHOUSE_URL'}.`
  const reason = embedded ? 'embedded_down' : 'external_down'
  return { name, state: 'failing', reason, values: {}, sentence: `${title} does not answer. ${mend}` }
}

function judgeClock(skewMs: number | null): Check {
  const name = 'clock'
  if (skewMs === null) {
    const sentence = 'The clock could not be compared with PostgreSQL’s yet.'
    return { name, state: 'warning', reason: 'not_compared', values: {}, sentence }
  }
  const values = { seconds: (Math.abs(skewMs) / SECOND_MS).toFixed(1) }
  const side = skewMs > 0 ? 'ahead' : 'behind'
  const off = `${values.seconds} s ${side === 'ahead' ? 'ahead of' : 'behind'} PostgreSQL`
  const mend = 'switch on time synchronisation (NTP) on both machines'
  if (Math.abs(skewMs) > SKEW_FAILING_MS) {
    const sentence = `The clock is ${off}, so this node does no work: ${mend}.`
    return { name, state: 'failing', reason: `far_${side}`, values, sentence }
  }
  if (Math.abs(skewMs) > SKEW_WARNING_MS) return { name, state: 'warning', reason: side, values, sentence: `The clock is ${off}: ${mend}.` }
  return { name, state: 'ok', reason: 'agrees', values: {}, sentence: 'The clock agrees with PostgreSQL’s.' }
}

function judgeDisk({ disk, diskWarningPercent }: HealthFacts): Check {
  const name = 'disk'
  if (disk === null || disk.totalBytes === 0) {
    return { name, state: 'warning', reason: 'unknown', values: {}, sentence: 'The system does not say how full the disk is.' }
  }
  const freePercent = (disk.freeBytes / disk.totalBytes) * 100
  const values = { free: freePercent.toFixed(0) }
  const words = `${values.free} % of the disk under the data folder is free`
  const mend = 'make room or move the data folder to a larger disk'
  if (freePercent < DISK_FAILING_PERCENT) {
    return { name, state: 'failing', reason: 'full', values, sentence: `Only ${words}, and the stores will stop: ${mend} now.` }
  }
  if (freePercent < diskWarningPercent) return { name, state: 'warning', reason: 'low', values, sentence: `Only ${words}: ${mend}.` }
  return { name, state: 'ok', reason: 'free', values, sentence: `${words}.` }
}

function judgeLog(log: HealthFacts['log']): Check {
  const name = 'log'
  if (log === null) {
    return { name, state: 'failing', reason: 'away', values: {}, sentence: 'The event log cannot be read while PostgreSQL is away.' }
  }
  const { unsealed } = log
  if (unsealed > UNSEALED_WARNING) {
    const sentence = `${unsealed} events wait to be sealed: see that a node with the role worker runs.`
    return { name, state: 'warning', reason: 'unsealed', values: { count: unsealed }, sentence }
  }
  const slow = log.readers.find(({ lag }) => lag > LAG_WARNING)
  if (slow) {
    const sentence = `${slow.name} is ${slow.lag} events behind the log: the jobs page says whether it is parked.`
    return { name, state: 'warning', reason: 'lagging', values: { reader: slow.name, count: slow.lag }, sentence }
  }
  return { name, state: 'ok', reason: 'flows', values: {}, sentence: 'Events are sealed and read as they come.' }
}

function judgeMail(mail: HealthFacts['mail']): Check {
  const name = 'mail'
  if (mail === null) {
    return { name, state: 'warning', reason: 'away', values: {}, sentence: 'Nobody can say whether mail waits while PostgreSQL is away.' }
  }
  const count = mail.waiting
  const waiting = count === 1 ? '1 message waits' : `${count} messages wait`
  if (!mail.configured && count > 0) {
    const sentence = `${waiting}, and no relay is configured: name one in the mail settings.`
    return { name, state: 'warning', reason: 'no_relay', values: { count }, sentence }
  }
  if (!mail.configured) {
    return {
      name,
      state: 'not_set',
      reason: 'no_relay_needed',
      values: {},
      sentence: 'No relay is configured, and no message waits for one.',
    }
  }
  if (mail.trouble !== null) {
    const { trouble } = mail
    return {
      name,
      state: 'warning',
      reason: 'trouble',
      values: { count, trouble },
      sentence: `${waiting}; the relay last said: ${trouble}`,
    }
  }
  return { name, state: 'ok', reason: 'flows', values: {}, sentence: 'Mail leaves as it comes.' }
}
