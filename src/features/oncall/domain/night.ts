/** When people sleep. Pure. */
import { DAY_MS, HOUR_MS, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'

const FROM_MS = 22 * HOUR_MS
const TO_MS = 7 * HOUR_MS

/** Between 22:00 and 07:00 on the clock on that wall. */
export function isNight(zone: string, at: Instant): boolean {
  const ofDay = ((toLocal(zone, at) % DAY_MS) + DAY_MS) % DAY_MS
  return ofDay >= FROM_MS || ofDay < TO_MS
}
