/** How the installation itself is. Answers also while a store is away: that is when somebody looks. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { isStoreAway } from '../store-away.ts'
import type { Needs } from '../needs.ts'
import type { Health } from '../contract/health.ts'
import { diskWarningPercent } from '../contract/setting.ts'
import { judgeHealth, worst } from '../domain/health.ts'
import { READ_HEALTH } from '../domain/permissions.ts'
import type { OperationFacts } from '../facts.ts'
import { settingsOf } from '../settings.ts'

export function readHealth(platform: Needs, facts: OperationFacts, caller: Caller): Promise<Health> {
  requirePermission(caller, READ_HEALTH, organisationScope)
  return measureHealth(platform, facts)
}

/** The same for the command line, which has no caller. */
export async function measureHealth(platform: Needs, facts: OperationFacts): Promise<Health> {
  const [stores, disk, log, mail, warningPercent, parts] = await Promise.all([
    facts.stores(),
    facts.disk(),
    orAway(readLog(platform, facts), null),
    orAway(
      platform.work.read((tx) => platform.mail.standing(tx)),
      null,
    ),
    orAway(
      platform.work.read((tx) => settingsOf(platform).value(tx, diskWarningPercent)),
      diskWarningPercent.default,
    ),
    Promise.all(facts.modules.flatMap(({ health }) => (health === undefined ? [] : [orAway(health(), [])]))),
  ])
  const clockSkewMs = facts.clockSkewMs()
  const own = judgeHealth({ stores, clockSkewMs, disk, diskWarningPercent: warningPercent, log, mail })
  const checks = [...own, ...parts.flat().map((line) => ({ ...line, values: { ...line.values } }))]
  return {
    state: worst(checks),
    checks,
    node: {
      name: facts.nodeName,
      version: facts.version,
      nodeVersion: process.version,
      roles: [...platform.config.roles],
      startedAt: facts.startedAt,
      uptimeSeconds: Math.floor((platform.clock.now() - facts.startedAt) / SECOND_MS),
      memoryBytes: facts.memoryBytes(),
      clockSkewMs,
      disk,
    },
    stores: [...stores],
    log,
  }
}

async function readLog(platform: Needs, facts: OperationFacts): Promise<NonNullable<Health['log']>> {
  const [head, unsealed, readers] = await Promise.all([platform.log.head(), facts.unsealed(), facts.logReaders()])
  return { head, unsealed, readers: readers.map(({ name, seq }) => ({ name, seq, lag: Math.max(0, head - seq) })) }
}

async function orAway<T, F>(asked: Promise<T>, otherwise: F): Promise<T | F> {
  try {
    return await asked
  } catch (error) {
    if (isStoreAway(error)) return otherwise
    throw error
  }
}
