/** What a target may be, and how much it may answer. */
import { HOUR_MS, SECOND_MS } from '#kit/time.ts'

/** One for each thing that is measured; more is a script gone wrong. */
export const TARGETS_PER_ENVIRONMENT_MAX = 200
/** What a node scrapes; others take what is left over. At every 15 s each, 130 scrapes a second. */
export const TARGETS_PER_NODE_MAX = 2_000
export const INTERVAL_SECONDS_MIN = 5
export const INTERVAL_SECONDS_MAX = HOUR_MS / SECOND_MS
export const INTERVAL_SECONDS_DEFAULT = 15
export const TIMEOUT_SECONDS_MAX = 60
export const TIMEOUT_SECONDS_DEFAULT = 10
export const URL_LENGTH_MAX = 2_000
export const NAME_LENGTH_MAX = 100
/** Besides `job` and `instance`. */
export const LABELS_MAX = 20
export const LABEL_LENGTH_MAX = 200
export const SECRET_LENGTH_MAX = 4_096

/** Unpacked. 50,000 samples, the most that a request may hold, have some 6 MB. */
export const ANSWER_BYTES_MAX = 10 * 1024 * 1024
/** At a time on a node: each holds its answer for a moment, most of which have some 100 kB. */
export const SCRAPES_AT_ONCE_MAX = 50
/** Of all targets of a node; twice the series that it can keep at all. Each costs some 500 bytes. */
export const SERIES_REMEMBERED_MAX = 400_000
