/** What intakes need of the platform. */
import type { AlertingPlatform } from '#features/alerting/public.ts'
import type { Platform } from '#platform/platform.ts'

export type Needs = AlertingPlatform & Pick<Platform, 'secrets'>
