/** Components that a request names must be active ones of the same application. */
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { activeComponents } from '../store/components.ts'

/** Throws `common.invalid_request` naming the entry. */
export async function expectComponents(
  tx: Tx,
  of: { readonly applicationId: string; readonly componentIds: readonly string[]; readonly field: string },
): Promise<void> {
  const known = new Set((await activeComponents(tx, of.applicationId)).map(({ id }) => id))
  const unknown = of.componentIds.findIndex((id) => !known.has(id))
  if (unknown >= 0) refuseUnknownComponent(of.field, unknown)
}

export function refuseUnknownComponent(field: string, index: number): never {
  const message = 'is no active component of this application'
  throw new Fault(common.invalid_request, { fields: [{ field: `${field}.${index}`, message }] })
}
