/** What is taken and what is not, each with its reason. */
import { SECOND_MS } from '#kit/time.ts'

/** The shortest interval: more often is load, not watching. */
export const INTERVAL_SECONDS_MIN = 5
/** A day: what is looked at more rarely is no uptime. */
export const INTERVAL_SECONDS_MAX = 86_400
export const TIME_LIMIT_MS_MIN = 100
/** What takes longer is down for whoever waits. */
export const TIME_LIMIT_MS_MAX = 60 * SECOND_MS
export const RETRIES_MAX = 5
/** Of one environment: a page that people can still read. */
export const CHECKS_PER_ENVIRONMENT_MAX = 500
/** Of one installation: at 1.5 ms of processor each, once a minute, a third of one core. */
export const CHECKS_MAX = 20_000
/** At the same time: each holds a connection and some 50 kB. */
export const LOOKS_AT_ONCE_MAX = 1_000
/** Until another node takes over from one that is gone. */
export const LEASE_MS = 15 * SECOND_MS
/** Three tries before a lease runs out. */
export const LEASE_EVERY_MS = 5 * SECOND_MS
/** The one place from which is looked: this installation. */
export const LOCATION = 'here'
