/**
 * How much of what is kept beside errors an environment has sent to this node within a day: files and words of users stay for weeks and
 * cost room for each, so that nobody who knows a DSN can fill the disk with them.
 */
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import { FEEDBACK_PER_DAY_MAX, FILE_BYTES_PER_DAY_MAX, FILES_PER_DAY_MAX } from './limits.ts'

interface Day {
  readonly since: Instant
  feedback: number
  files: number
  bytes: number
}

export class DayBook {
  readonly #days = new Map<string, Day>()

  /** Whether one more is kept; counts it when it is. */
  admitFeedback(environmentId: string, now: Instant): boolean {
    const day = this.#dayOf(environmentId, now)
    if (day.feedback >= FEEDBACK_PER_DAY_MAX) return false
    day.feedback += 1
    return true
  }

  /** Whether a file of so many bytes is kept; counts it when it is. */
  admitFile(environmentId: string, bytes: number, now: Instant): boolean {
    const day = this.#dayOf(environmentId, now)
    if (day.files >= FILES_PER_DAY_MAX || day.bytes + bytes > FILE_BYTES_PER_DAY_MAX) return false
    day.files += 1
    day.bytes += bytes
    return true
  }

  #dayOf(environmentId: string, now: Instant): Day {
    const known = this.#days.get(environmentId)
    if (known && now < later(known.since, DAY_MS)) return known
    const day = { since: now, feedback: 0, files: 0, bytes: 0 }
    this.#days.set(environmentId, day)
    return day
  }
}
