/** Bounds of on-call, each with its reason. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#kit/time.ts'

/** A rota that needs more is several schedules. */
export const LAYERS_MAX = 10
export const PEOPLE_PER_LAYER_MAX = 50
/** A quarter. */
export const TURN_DAYS_MAX = 92
/** A team has a handful. */
export const SCHEDULES_MAX = 200
/** What one answer shows of a schedule; the calendar asks month by month. */
export const DUTY_SPAN_MS_MAX = 100 * DAY_MS
/** Overrides and swaps of one schedule within what an answer shows. */
export const OVERRIDES_MAX = 500
/** Hand-over notes on one screen. */
export const NOTES_SHOWN_MAX = 20
/** How far ahead a feed and the list of one's own shifts look. */
export const SHIFTS_AHEAD_MS = 60 * DAY_MS
/** How far ahead it is computed whether somebody can be reached. */
export const REACH_AHEAD_MS = 14 * DAY_MS

/** Whoever is on duty within this is sent the weekly test. */
export const TESTED_AHEAD_MS = 7 * DAY_MS
/** How often it is looked for weekly tests: everybody gets theirs within this of the hour. */
export const TESTS_EVERY_MS = 5 * MINUTE_MS
/** Weekly tests handed over, or told of, in one go; the others follow at the next. */
export const TESTS_AT_ONCE_MAX = 200
/** Tests on a screen: this week's, and last week's until then. */
export const TESTS_SHOWN_MS = 8 * DAY_MS
/** A quarter of weekly tests; older ones say nothing about today. */
export const TESTS_KEPT_MS = 92 * DAY_MS

/** Who takes no notice of one channel is tried by the next one after this. */
export const NEXT_CHANNEL_AFTER_MS = 2 * MINUTE_MS
/** After the last step of a round: how long it is waited before the page counts as unanswered, or is repeated. */
export const LAST_WAIT_MS = 15 * MINUTE_MS
/** Alerts of one application and environment that come within this time of a page join it. */
export const GROUPING_MS = 5 * MINUTE_MS
/** Steps of one policy. */
export const STEPS_MAX = 10
/** Schedules, people and roles that one step names; a step that needs more is a role. */
export const ASKED_PER_STEP_MAX = 10
/** Rounds beyond the first: who did not answer three of them is not there. */
export const REPEATS_MAX = 5
/** People whom one turn asks. */
export const PEOPLE_PER_TURN_MAX = 20
/** Hand-overs at the same time on one node; a channel answers within seconds. */
export const HAND_OVERS_AT_ONCE_MAX = 20
/** For how long a node that hands a message over has it for itself: longer than channels may take, short enough that a kill costs less than 30 s. */
export const HAND_OVER_LEASE_MS = 22 * SECOND_MS
/** Attempts on one channel that said to try again; the next channel of the person fires at the first failure already. */
export const ATTEMPTS_MAX = 8
export const RETRY_FIRST_MS = 2 * SECOND_MS
export const RETRY_LAST_MS = MINUTE_MS
/** For so long a message waits for the chart of its alert, of the second within which somebody is to be told. */
export const CHART_WITHIN_MS = 400
/** How often it is looked for what a lost wake-up left. */
export const SWEEP_EVERY_MS = SECOND_MS
/** How often every node looks whether pages still move. */
export const WATCH_EVERY_MS = 10 * SECOND_MS
/** How often the whole way of a page is tested, and the address outside called. */
export const SELF_TEST_EVERY_MS = MINUTE_MS
/** How often a node that hands over says so. */
export const BEAT_EVERY_MS = 10 * SECOND_MS
/** How far back it is counted how much people were paged. */
export const LOAD_MS = 8 * 7 * DAY_MS
/** Pages that reached people in that time and are counted; the newest. */
export const LOAD_PAGES_MAX = 10_000
/** Pages of one list answer. */
export const PAGES_SHOWN_MAX = 100
