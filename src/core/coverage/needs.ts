/** What this part needs of the platform. */
import type { Platform } from '#platform/platform.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log'>
