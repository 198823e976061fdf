/** What was found, what to do about it and what that would win, in the reader's language. */
import { i18n } from '@lingui/core'
import type { FindingKind, GaugeKind } from '../domain/words.ts'
import type { Finding } from './client.ts'
import { amount, daysWords, hourWords, kindWords, spanWords } from './words.ts'

export interface FindingWords {
  readonly title: string
  /** What was seen, and what to do. */
  readonly what: string
  readonly wins: string
}

/** Host and what of it. */
export const placeWords = ({ host, part }: Pick<Finding, 'host' | 'part'>): string => [host, part].filter(Boolean).join(' · ')

/** A number among the facts of a finding. */
const fact = ({ facts }: Finding, name: string): number => Number(facts[name] ?? 0)
const gaugeOf = ({ facts }: Finding): string => kindWords(String(facts['gauge']) as GaugeKind)

const WORDS: Readonly<Record<FindingKind, (finding: Finding) => FindingWords>> = {
  used: (finding) => ({
    title: i18n.t('{gauge} nearly used up: {place}', { gauge: gaugeOf(finding), place: placeWords(finding) }),
    what: usedWords(finding),
    wins: i18n.t('{wins} less, and it is within its limit.', { wins: amount(finding.wins, finding.winsUnit) }),
  }),
  fills: (finding) => ({
    title: i18n.t('{gauge} full in {days}: {place}', {
      gauge: gaugeOf(finding),
      days: daysWords(finding.figure),
      place: placeWords(finding),
    }),
    what: i18n.t('{used} is taken and it grows every day; it is full in {span}. Clear it, or make room before that.', {
      used: amount(fact(finding, 'now'), '1'),
      span: spanWords(fact(finding, 'soonestDays'), fact(finding, 'latestDays')),
    }),
    wins: i18n.t('Each tenth of it that becomes free lasts {days}.', { days: amount(finding.wins, finding.winsUnit) }),
  }),
  peak: (finding) => ({
    title: i18n.t('{gauge} too busy at its peaks: {place}', { gauge: gaugeOf(finding), place: placeWords(finding) }),
    what: peakWords(finding),
    wins: i18n.t('{wins} less at the busiest hours, and they are within the limit.', { wins: amount(finding.wins, finding.winsUnit) }),
  }),
  idle_host: (finding) => ({
    title: i18n.t('Host hardly used: {place}', { place: placeWords(finding) }),
    what: i18n.t('In no hour of {days} days its processors had more to do than {highest}. Give it up, or make it smaller.', {
      days: fact(finding, 'days'),
      highest: amount(fact(finding, 'highest'), '1'),
    }),
    wins: i18n.t('{wins} of its processors are paid for and never used.', { wins: amount(finding.wins, finding.winsUnit) }),
  }),
  idle_disk: (finding) => ({
    title: i18n.t('Disk hardly used: {place}', { place: placeWords(finding) }),
    what: i18n.t('In {days} days no more than {highest} of it was taken. Make it smaller, or put something there.', {
      days: fact(finding, 'days'),
      highest: amount(fact(finding, 'highest'), '1'),
    }),
    wins: i18n.t('{wins} of it is never needed.', { wins: amount(finding.wins, finding.winsUnit) }),
  }),
  database: (finding) => ({
    title: i18n.t('{rule}: {place}', { rule: ruleWords(String(finding.facts['rule'])), place: placeWords(finding) }),
    what: i18n.t('The page of the database says what to do, and has the statements for it.'),
    wins:
      finding.wins === null
        ? i18n.t('What it wins is no number; the page of the database says it.')
        : i18n.t('Frees about {bytes}.', { bytes: amount(finding.wins, finding.winsUnit) }),
  }),
  deviates: (finding) => ({
    title: deviationTitle(finding),
    what: i18n.t(
      '{value} in the last hour; {lower} to {upper} is usual then. Look at what has changed: a release, a campaign, a neighbour.',
      {
        value: amount(fact(finding, 'value'), finding.unit),
        lower: amount(fact(finding, 'lower'), finding.unit),
        upper: amount(fact(finding, 'upper'), finding.unit),
      },
    ),
    wins: i18n.t('A proposal, not an alert: dismiss it when it is meant to be so.'),
  }),
}

export const findingWords = (finding: Finding): FindingWords => WORDS[finding.kind](finding)

function deviationTitle({ facts, host: place }: Finding): string {
  const values = { signal: signalWords(String(facts['signal'])), place }
  return facts['turn'] === 'below'
    ? i18n.t('{signal} below what is usual: {place}', values)
    : i18n.t('{signal} above what is usual: {place}', values)
}

/** Signals that have baselines, by their names. */
function signalWords(signal: string): string {
  const words: Readonly<Record<string, string>> = {
    response_time: i18n.t('Response time p95'),
    traffic: i18n.t('Traffic'),
    error_rate: i18n.t('Error rate'),
    job_error_rate: i18n.t('Error rate of jobs'),
    cpu: i18n.t('CPU'),
    memory: i18n.t('Memory'),
    query_time: i18n.t('Query time'),
    sessions: i18n.t('Sessions'),
    session_time: i18n.t('Duration of sessions'),
  }
  return words[signal] ?? signal
}

function usedWords(finding: Finding): string {
  const values = { used: amount(finding.figure, finding.unit), limit: amount(fact(finding, 'limit'), finding.unit) }
  if (finding.facts['soonestDays'] === undefined)
    return i18n.t('{used} is taken, the plan allows {limit}. Clear what nobody needs, or make room.', values)
  const span = spanWords(fact(finding, 'soonestDays'), fact(finding, 'latestDays'))
  return i18n.t('{used} is taken, the plan allows {limit}, and it is full in {span}. Clear what nobody needs, or make room.', {
    ...values,
    span,
  })
}

function peakWords(finding: Finding): string {
  const [hour, values] = [
    fact(finding, 'hour'),
    { figure: amount(finding.figure, finding.unit), limit: amount(fact(finding, 'limit'), finding.unit) },
  ]
  if (hour < 0) return i18n.t('One hour in twenty reaches {figure}, the plan allows {limit}. Spread the work, or give it more.', values)
  return i18n.t('{figure} is usual on {hour}, the plan allows {limit}. Spread the work, or give it more.', {
    ...values,
    hour: hourWords(hour),
  })
}

/** What watched databases find, by the names of their rules. */
function ruleWords(rule: string): string {
  const words: Readonly<Record<string, string>> = {
    wraparound: i18n.t('Transaction ids run out'),
    foreign_key_without_index: i18n.t('Foreign key without an index'),
    sequential_scans: i18n.t('Read from end to end'),
    unused_index: i18n.t('Index that nothing uses'),
    dead_rows: i18n.t('Dead rows'),
    bloat: i18n.t('More room than its rows need'),
    not_persisted: i18n.t('Not written to the disk'),
    no_memory_limit: i18n.t('No limit of memory'),
  }
  return words[rule] ?? rule
}
