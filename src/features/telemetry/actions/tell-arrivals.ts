/** Tells who watches that something arrived, so that the page of an application reads it anew. */
import { z } from 'zod'
import type { Platform } from '#platform/platform.ts'
import { scopeOf } from '#core/catalog/public.ts'
import { INTAKE_TOPIC, intakeMessage } from '../contract/intake.ts'
import { READ_INTAKE } from '../contract/keys.ts'
import type { TallyRow } from '../domain/tally.ts'

/** One message for each environment. */
export async function tellArrivals({ work, live }: Pick<Platform, 'work' | 'live'>, rows: readonly TallyRow[]): Promise<void> {
  for (const environmentId of new Set(rows.map((row) => row.environmentId))) {
    const scope = await work.read((tx) => scopeOf(tx, { kind: 'environment', id: environmentId }))
    if (scope) live.tell({ topic: INTAKE_TOPIC, scope, permission: READ_INTAKE, data: z.encode(intakeMessage, { environmentId }) })
  }
}
