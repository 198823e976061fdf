/** How long data is kept: choosing it, and removing what was kept long enough. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { retentionApplied, retentionChanged } from '#events/privacy.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Retention } from '#platform/personal.ts'
import { privacyCodes } from '../contract/codes.ts'
import { WRITE_RETENTION } from '../domain/permissions.ts'
import { goesBefore, judgeRetention } from '../domain/retention.ts'
import type { Needs } from '../needs.ts'
import type { Parts } from '../parts.ts'
import { listRules, putRule } from '../store/retention.ts'

/** Rows a transaction: some milliseconds of locks. */
const BATCH = 1_000
/** Batches a kind and run; the next run goes on, so that one kind never keeps the others waiting. */
const BATCHES_MAX = 100

export interface RetentionChange {
  readonly kind: string
  readonly days: number | null
  readonly version: number | null
}

export async function changeRetention(
  platform: Needs,
  parts: Parts,
  caller: Caller,
  { kind, days, version }: RetentionChange,
): Promise<void> {
  requirePermission(caller, WRITE_RETENTION, organisationScope)
  const declared = parts.retention.find((one) => one.kind === kind)
  if (!declared) throw new Fault(privacyCodes.unknown_kind)
  if (!judgeRetention(days, declared.daysMin).allowed) {
    const fields = [{ field: 'body.days', message: `must be ${declared.daysMin} or more` }]
    throw new Fault(privacyCodes.too_short, { fields })
  }
  await platform.work.run(async (tx) => {
    const at = platform.clock.now()
    if (version === null || !(await putRule(tx, { kind, days, version, at }))) throw new Fault(common.version_mismatch)
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'rules are changed by people, who come after set-up')
    const about = { actor: caller.ref, record: { kind: 'organisation', id: organisation.id }, scope: organisationScope } as const
    await platform.log.publish(tx, { event: retentionChanged, ...about, at, particulars: { kind, days } })
  })
}

/** One run over all kinds, in bounded batches; what was removed is told. */
export async function applyRetention(platform: Needs, parts: Parts): Promise<void> {
  const rules = await platform.work.read(listRules)
  for (const retention of parts.retention) {
    const rule = rules.find(({ kind }) => kind === retention.kind)
    await applyOne(platform, retention, rule ? rule.days : retention.days)
  }
}

async function applyOne(platform: Needs, { kind, remove }: Retention, days: number | null): Promise<void> {
  const before = goesBefore(days, platform.clock.now())
  if (before === undefined) return
  let count = 0
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const removed = await platform.work.run((tx) => remove(tx, { before, limit: BATCH }))
    count += removed
    if (removed < BATCH) break
  }
  if (count === 0) return
  await platform.work.run(async (tx) => {
    const organisation = await findOrganisation(tx)
    if (!organisation) return
    const actor = { kind: 'system', id: 'privacy.retention' } as const
    const about = { actor, record: { kind: 'organisation', id: organisation.id }, scope: organisationScope } as const
    await platform.log.publish(tx, { event: retentionApplied, ...about, at: platform.clock.now(), particulars: { kind, count } })
  })
}
