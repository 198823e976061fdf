/** Changes of many records in one request: each for itself, so that one that is refused keeps no other from being changed. */
import { Fault } from '#kit/fault.ts'

/** Changes under way at once; more would take the connections of everybody else. */
const AT_ONCE = 4

export interface BatchItem<C> {
  /** UUID */
  readonly id: string
  /** Only when it is still at this version. */
  readonly version?: number | undefined
  readonly change: C
}

/** `before` undoes the change at `version`. */
export type BatchResult<C> =
  | { readonly outcome: 'changed'; readonly id: string; readonly version: number; readonly before: C }
  | { readonly outcome: 'refused'; readonly id: string; readonly code: string; readonly message: string }

/**
 * Runs `apply` for each item in a transaction of its own, which checks the permission for that record as for a single change. A
 * refusal becomes that item's result; what is no refusal (a store that is away) ends the batch and is thrown. The results keep the order.
 */
export async function inBatch<C>(
  items: readonly BatchItem<C>[],
  apply: (item: BatchItem<C>) => Promise<{ readonly version: number; readonly before: C }>,
): Promise<BatchResult<C>[]> {
  const results: BatchResult<C>[] = []
  const queue = items.map((item, index) => ({ item, index }))
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next.index] = await one(next.item, apply)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work))
  return results
}

async function one<C>(
  item: BatchItem<C>,
  apply: (item: BatchItem<C>) => Promise<{ readonly version: number; readonly before: C }>,
): Promise<BatchResult<C>> {
  try {
    return { outcome: 'changed', id: item.id, ...(await apply(item)) }
  } catch (error) {
    if (!(error instanceof Fault) || error.code.status >= 500) throw error
    return { outcome: 'refused', id: item.id, code: error.code.code, message: error.publicMessage }
  }
}
