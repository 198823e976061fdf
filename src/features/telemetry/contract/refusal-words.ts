/** Reasons in words, for whoever reads the log of what sends. */
import { LABELS_MAX, NAME_BYTES_MAX, SERIES_PER_ENVIRONMENT_MAX, VALUE_BYTES_MAX, type Refusal } from '../domain/limits.ts'
import { KEEP_DAYS } from '../domain/resolution.ts'
import type { Refused } from '../domain/take-samples.ts'

const words: Readonly<Record<Refusal, string>> = {
  unassigned: 'that no mapping rule of the key assigns to an environment (unassigned)',
  too_many_series: `of new series, because the environment has ${SERIES_PER_ENVIRONMENT_MAX} already or this node has no room (too_many_series)`,
  no_metric_name: 'without the name of a metric (no_metric_name)',
  label_invalid: 'with a label that has no name or is no UTF-8 text (label_invalid)',
  label_repeated: 'with the same label twice (label_repeated)',
  too_many_labels: `with more than ${LABELS_MAX} labels (too_many_labels)`,
  label_too_long: `with a name over ${NAME_BYTES_MAX} or a value over ${VALUE_BYTES_MAX} bytes (label_too_long)`,
  too_old: `older than ${KEEP_DAYS - 1} days (too_old)`,
  in_future: 'more than 10 minutes ahead of our clock (in_future)',
  line_empty: 'without a text and without attributes (line_empty)',
  line_unreadable: 'that are not in the form they claim (line_unreadable)',
  histogram: 'that are native histograms, which are not taken; send classic ones (histogram)',
  no_value: 'without a value (no_value)',
  temporality_unknown: 'that do not say whether they are cumulative or deltas (temporality_unknown)',
  histogram_invalid: 'that are histograms whose buckets do not fit their bounds or their count (histogram_invalid)',
  span_ids_invalid: 'whose ids are none (span_ids_invalid)',
  event_unreadable: 'that are no events, sessions or transactions (event_unreadable)',
  event_repeated: 'that came before under the same id (event_repeated)',
  attachment: 'that are files beyond what is taken with errors (attachment)',
  feedback: 'that are feedback of users beyond what is taken (feedback)',
  item_unknown: 'of a type that is not taken (item_unknown)',
}

/** Empty when nothing was refused. */
export function refusalWords(refused: Refused): string {
  return (Object.entries(refused) as [Refusal, number][]).map(([reason, count]) => `${count} ${words[reason]}`).join('; ')
}
