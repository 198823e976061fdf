/** What other features may ask errors. */
import type { Platform } from '#platform/platform.ts'
import { oncePer } from '#features/telemetry/public.ts'
import { OriginBook } from './access/origin-book.ts'

export { readGroupWindows, type CountedGroup } from './queries/group-windows.ts'
export type { OriginBook } from './access/origin-book.ts'
export { isOriginTaken } from './domain/origins.ts'
export { findLatestRelease, listSeenReleases, type SeenRelease } from './store/groups.ts'

/** From which pages browsers may send to an environment, errors and whatever else; one for each platform. */
export const originBookOf = oncePer((platform: Pick<Platform, 'work' | 'clock'>) => new OriginBook(platform))
