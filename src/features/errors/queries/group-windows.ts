/** How often errors of each open group happened in windows of time, for rules. */
import { labelOf } from '#core/records/contract/kind.ts'
import type { Platform } from '#platform/platform.ts'
import { countGroupWindows, listOpenGroups, listSeenKinds, type CountedAsk, type GroupWindow } from '../store/group-counts.ts'

/** Kinds that are told apart at a time, the most frequent; whoever has more has one problem and not thousands. */
const KINDS_MAX = 1_000

export interface CountedGroup extends GroupWindow {
  /** What people call it, such as ERR-12. */
  readonly label: string
}

/** Windows of equal length from `from` on. Throws when ClickHouse is away. */
export async function readGroupWindows(
  { clickhouse, work }: Pick<Platform, 'clickhouse' | 'work'>,
  ask: CountedAsk & { readonly windowMs: number },
): Promise<readonly CountedGroup[]> {
  const kinds = await listSeenKinds(clickhouse, { ...ask, limit: KINDS_MAX })
  if (kinds.length === 0) return []
  const groups = await work.read((tx) => listOpenGroups(tx, kinds))
  if (groups.length === 0) return []
  const labels = new Map(groups.map(({ groupId, number }) => [groupId, labelOf('error_group', number)]))
  const rows = await countGroupWindows(clickhouse, { ...ask, groups })
  return rows.flatMap((row) => {
    const label = labels.get(row.groupId)
    return label === undefined ? [] : [{ ...row, label }]
  })
}
