/** What this part needs of the platform; tests bring no more than this. */
import type { Platform } from '#platform/platform.ts'

export type Needs = Pick<
  Platform,
  'work' | 'clock' | 'log' | 'jobs' | 'mail' | 'live' | 'egress' | 'secrets' | 'config' | 'logger' | 'metrics'
>
