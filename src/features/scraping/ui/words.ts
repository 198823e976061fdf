/** How scrapes went, in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import { figure } from '#design/time/format.ts'
import type { Target } from './client.ts'

type Last = NonNullable<Target['last']>
type Outcome = Last['outcome']
type Problem = NonNullable<Last['misfit']>['problem']

export interface Words {
  readonly tone: Tone
  readonly title: string
  /** What can be done about it, or what it gave. */
  readonly help: string
}

/** How a target is: how its last scrape went, or why there is none. */
export function stateWords({ state, last }: Target): Words {
  if (state === 'paused') return { tone: 'off', title: i18n.t('Paused'), help: '' }
  if (!last) return { tone: 'unknown', title: i18n.t('Not scraped yet'), help: i18n.t('The first scrape comes within its interval.') }
  if (last.outcome === 'kept') return keptWords(last)
  return { tone: 'critical', title: titleOf(last), help: helpOf(last) }
}

function keptWords({ samples, left, durationMs }: Last): Words {
  const counted = { samples: figure(samples, 'count'), time: figure(durationMs, 'ms'), left: figure(left, 'count') }
  if (left === 0) return { tone: 'good', title: i18n.t('Scraped'), help: i18n.t('{samples} samples in {time}', counted) }
  return { tone: 'minor', title: i18n.t('Partly kept'), help: i18n.t('{samples} samples in {time}, {left} of them not kept', counted) }
}

function titleOf({ outcome, status }: Last): string {
  const titles: Readonly<Record<Outcome, string>> = {
    kept: i18n.t('Scraped'),
    not_kept: i18n.t('Not kept'),
    http_status: i18n.t('Answers with status {status}', { status: status ?? 0 }),
    malformed: i18n.t('Not readable'),
    too_many_samples: i18n.t('Too many samples'),
    no_room: i18n.t('No room'),
    invalid_url: i18n.t('Address not usable'),
    scheme_not_allowed: i18n.t('Address not usable'),
    dns_lookup_failed: i18n.t('Name not found'),
    address_not_allowed: i18n.t('Private address'),
    connection_refused: i18n.t('Nothing listens there'),
    connection_timeout: i18n.t('No connection in time'),
    connection_lost: i18n.t('Connection lost'),
    tls_failed: i18n.t('TLS failed'),
    too_many_redirects: i18n.t('Too many redirects'),
    response_too_large: i18n.t('Answer too large'),
    answer_invalid: i18n.t('Not readable'),
    answer_timeout: i18n.t('No answer in time'),
  }
  return titles[outcome]
}

function helpOf({ outcome, misfit }: Last): string {
  const helps: Partial<Readonly<Record<Outcome, string>>> = {
    not_kept: i18n.t('More than the quota, or no room on the disk; see “Not kept”.'),
    http_status: i18n.t('Only 200 is taken. Look at the path and at who may ask.'),
    too_many_samples: i18n.t('A target may answer with 50,000.'),
    no_room: i18n.t('The targets of this node have too many series together.'),
    address_not_allowed: i18n.t('An owner can approve that it lies in a private network.'),
    response_too_large: i18n.t('An answer may have 10 MiB.'),
    answer_invalid: i18n.t('The answer is no HTTP, or wrongly packed.'),
  }
  if (!misfit) return helps[outcome] ?? ''
  const { problem, line, column } = misfit
  return i18n.t('Line {line}, column {column}: {problem}', { line, column, problem: problemWords(problem) })
}

function problemWords(problem: Problem): string {
  const words: Readonly<Record<Problem, string>> = {
    not_utf8: i18n.t('no UTF-8 text'),
    metric_name_expected: i18n.t('the name of a metric is expected'),
    label_name_expected: i18n.t('the name of a label is expected'),
    equals_expected: i18n.t('an equals sign is expected'),
    label_value_expected: i18n.t('a value in quotes is expected'),
    label_value_unfinished: i18n.t('the value has no closing quote'),
    comma_expected: i18n.t('a comma or a closing brace is expected'),
    label_repeated: i18n.t('the same label twice'),
    value_invalid: i18n.t('a number is expected'),
    timestamp_invalid: i18n.t('a time is expected'),
    line_end_expected: i18n.t('the end of the line is expected'),
    comment_invalid: i18n.t('a comment that OpenMetrics does not have'),
    type_unknown: i18n.t('a type that the format does not have'),
    unit_invalid: i18n.t('the unit is not the end of the name'),
    exemplar_invalid: i18n.t('an exemplar that is none'),
    eof_missing: i18n.t('“# EOF” is missing at the end'),
    text_after_eof: i18n.t('text after “# EOF”'),
  }
  return words[problem]
}
