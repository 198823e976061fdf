/** Telling "the store is away" from our own mistakes. */
import { common, Fault } from '#kit/fault.ts'

export function isStoreAway(error: unknown): boolean {
  return error instanceof Fault && error.code.code === common.store_unavailable.code
}
