/** A look that somebody asks for. */
import { seenApplication } from '../access/place.ts'
import { WRITE_RESOURCES } from '../domain/permissions.ts'
import type { Act } from './act.ts'
import { look } from './look.ts'

/** Done when it resolves. Throws `common.not_found` for an application that is not there or not the caller's. */
export async function lookNow({ platform, caller }: Act, applicationId: string): Promise<void> {
  await platform.work.read((tx) => seenApplication(tx, caller, { applicationId, permission: WRITE_RESOURCES }))
  await look(platform, applicationId, { early: true })
}
