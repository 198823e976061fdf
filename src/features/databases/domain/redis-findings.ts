/** The rules by which something is found at a Redis. Each has a source; see the README. */
import type { Finding, FindingKind } from './findings.ts'
import type { Info } from './redis-info.ts'

/** The share of the standard plan for capacities. */
const MEMORY_SHARE_MAX = 0.8

const finding = (kind: FindingKind, facts: Finding['facts'], fix: string | null = null): Finding => ({
  kind,
  subject: '',
  fix,
  winsBytes: null,
  facts,
})

/** All kinds that a reading can tell, with what was found of them. */
export function redisFindings(info: Info): readonly (readonly [FindingKind, readonly Finding[]])[] {
  const used = info.number('used_memory') ?? 0
  const max = info.number('maxmemory') ?? 0
  const policy = info.text('maxmemory_policy') ?? ''
  const isFull = max > 0 && used / max > MEMORY_SHARE_MAX
  // A cache at its limit evicts, as it should; a store at its limit refuses to write.
  const memory = isFull && policy === 'noeviction' ? [finding('memory_near_limit', { used, max })] : []
  const failed = ['rdb_last_bgsave_status', 'aof_last_write_status', 'aof_last_bgrewrite_status'].filter(
    (name) => info.text(name) === 'err',
  )
  return [
    ['memory_near_limit', memory],
    ['not_persisted', failed.length === 0 ? [] : [finding('not_persisted', { failed: failed.join(', ') })]],
    ['no_memory_limit', max === 0 ? [finding('no_memory_limit', { used })] : []],
  ]
}
