/** Sources and reasons in the reader's language. */
import { i18n } from '@lingui/core'
import type { IntakeAnswer } from './client.ts'

export type Reason = IntakeAnswer['refused'][number]['reason']
type Protocol = IntakeAnswer['arrived'][number]['protocol']

export function protocolWords(protocol: Protocol): string {
  const words: Readonly<Record<Protocol, string>> = {
    remote_write: i18n.t('Prometheus remote write'),
    scrape: i18n.t('scraped by Pitcrew'),
    otlp_metrics: i18n.t('OpenTelemetry metrics'),
    otlp_traces: i18n.t('OpenTelemetry traces'),
    otlp_logs: i18n.t('OpenTelemetry logs'),
    json_lines: i18n.t('JSON lines'),
    syslog: 'syslog',
    sentry: i18n.t('Sentry’s clients'),
    browser: i18n.t('pitcrew.js in browsers'),
    databases: i18n.t('watched databases'),
    collector: i18n.t('measured by Pitcrew'),
  }
  return words[protocol]
}

/** What is wrong, and what the sender can do about it. */
export function reasonWords(reason: Reason): { readonly title: string; readonly help: string } {
  const words: Readonly<Record<Reason, { title: string; help: string }>> = {
    unassigned: {
      title: i18n.t('Assigned to no environment'),
      help: i18n.t('Add a mapping rule for what is shown as unassigned.'),
    },
    too_many_series: {
      title: i18n.t('Too many series'),
      help: i18n.t('Drop labels that are different each time, such as ids of users or requests.'),
    },
    no_metric_name: { title: i18n.t('No metric name'), help: i18n.t('Every series needs the label __name__.') },
    label_invalid: { title: i18n.t('Label without a name, or no text'), help: i18n.t('Names and values of labels are UTF-8.') },
    label_repeated: { title: i18n.t('Label twice in one series'), help: i18n.t('Look for a relabelling rule that adds it again.') },
    too_many_labels: { title: i18n.t('Too many labels'), help: i18n.t('A series may have 64.') },
    label_too_long: { title: i18n.t('Label too long'), help: i18n.t('Names may have 1,024 bytes, values 4,096.') },
    too_old: { title: i18n.t('Too old'), help: i18n.t('Samples are taken up to 14 days back, log lines up to 29.') },
    in_future: { title: i18n.t('Ahead of our clock'), help: i18n.t('Set the clock of the sender; 10 minutes are taken.') },
    line_empty: { title: i18n.t('Empty line'), help: i18n.t('A line needs a text or attributes.') },
    line_unreadable: {
      title: i18n.t('Line not readable'),
      help: i18n.t('Each line of JSON lines is one object; send other lines as plain text.'),
    },
    histogram: { title: i18n.t('Native histogram'), help: i18n.t('Send classic histograms.') },
    no_value: { title: i18n.t('Point without a value'), help: i18n.t('Look at what the exporter sends.') },
    temporality_unknown: {
      title: i18n.t('Neither cumulative nor delta'),
      help: i18n.t('Sums and histograms must say which of the two they are.'),
    },
    histogram_invalid: {
      title: i18n.t('Histogram that does not add up'),
      help: i18n.t('Its buckets must fit its bounds and its count.'),
    },
    span_ids_invalid: {
      title: i18n.t('Ids of spans that are none'),
      help: i18n.t('A trace has 16 bytes, a span 8, not all of them zero.'),
    },
    event_unreadable: { title: i18n.t('Event not readable'), help: i18n.t('Look at what the client library sends.') },
    event_repeated: { title: i18n.t('Event that came before'), help: i18n.t('Nothing is lost: the first one was kept.') },
    attachment: {
      title: i18n.t('File beyond what is taken'),
      help: i18n.t('10 files of at most 4 MiB come with an error, and 2,000 files and 256 MiB of an environment within a day.'),
    },
    feedback: { title: i18n.t('Feedback beyond what is taken'), help: i18n.t('2,000 of an environment are taken within a day.') },
    item_unknown: {
      title: i18n.t('Type that is not taken'),
      help: i18n.t('Errors, transactions, sessions, feedback and files are; replays and profiles are not.'),
    },
    malformed: { title: i18n.t('Not readable'), help: i18n.t('The answer to the sender says what is wrong with it.') },
    too_many_samples: { title: i18n.t('Request too large'), help: i18n.t('Send at most 50,000 samples at once.') },
    too_many_spans: { title: i18n.t('Too many spans at once'), help: i18n.t('Send at most 20,000 spans at once.') },
    too_many_events: { title: i18n.t('Too many items at once'), help: i18n.t('An envelope may hold 1,000.') },
    origin_refused: {
      title: i18n.t('Page that may not send'),
      help: i18n.t('Add its origin to those of the environment, on the page of its errors.'),
    },
    too_large: { title: i18n.t('Too much in one request'), help: i18n.t('Let the exporter send smaller batches.') },
    too_many_lines: { title: i18n.t('Too many lines at once'), help: i18n.t('Send at most 20,000 lines at once.') },
    over_quota: {
      title: i18n.t('More than the quota'),
      help: i18n.t('200,000 samples, 100,000 log lines, 50,000 spans and 500 errors a second are taken of one environment.'),
    },
    spool_full: { title: i18n.t('No room to wait'), help: i18n.t('ClickHouse was away for too long; see Settings → Health.') },
    disk_full: { title: i18n.t('Disk full'), help: i18n.t('Make room on the disk of the data folder.') },
  }
  return words[reason]
}
