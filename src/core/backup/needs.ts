/** What this part needs of the platform; tests bring no more than this. */
import type { Platform } from '#platform/platform.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'jobs' | 'config' | 'logger' | 'secrets'>

/** In whose name the command line acts. */
export const systemActor = { kind: 'system', id: 'command line' } as const
