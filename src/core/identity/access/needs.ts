/** What identity needs of the platform; tests bring no more than this. */
import type { Platform } from '#platform/platform.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'secrets' | 'config' | 'metrics' | 'mail'>
