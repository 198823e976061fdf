/** Replaces the rules of an application or a client. */
import { mappingChanged } from '#events/mapping.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { claimOwner } from '../access/claim.ts'
import { environmentsWithin, type MappingBook } from '../access/mapping-book.ts'
import { mappingCodes } from '../contract/codes.ts'
import { WRITE_MAPPING } from '../contract/contract.ts'
import type { Owner } from '../domain/owner.ts'
import type { Rule } from '../domain/rules.ts'
import type { UnassignedTally } from '../domain/unassigned.ts'
import { findMapping, writeMapping as write } from '../store/mapping.ts'
import { clearUnassigned } from '../store/unassigned.ts'

export type { Owner, Rule }

export interface MappingAct {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
  readonly book: MappingBook
  readonly tally: UnassignedTally
}

/** `version` is that which the caller has read. A rule that stays as it was may name an environment that was archived since. */
export async function writeMapping(
  { platform, caller, book, tally }: MappingAct,
  owner: Owner,
  { rules, version }: { readonly rules: readonly Rule[]; readonly version: number },
): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const scope = await claimOwner(tx, caller, owner, WRITE_MAPPING)
    const before = new Set((await findMapping(tx, owner))?.rules.map(({ environmentId }) => environmentId))
    const within = await environmentsWithin(tx, owner, rules)
    const wrong = rules.findIndex(({ environmentId }) => !within.has(environmentId) && !before.has(environmentId))
    if (wrong >= 0)
      throw new Fault(mappingCodes.environment_elsewhere, {
        detail: `Rule ${wrong + 1} names an environment that is archived or belongs elsewhere.`,
      })
    if (!(await write(tx, owner, { rules, version, at }))) throw new Fault(common.version_mismatch)
    await clearUnassigned(tx, owner)
    const about = { record: { kind: owner.kind, id: owner.id }, scope: { ...scope, audience: 'internal' as const } }
    await platform.log.publish(tx, { event: mappingChanged, ...about, actor: caller.ref, at, particulars: { rules: rules.length } })
    platform.work.afterCommit(tx, () => {
      book.forget()
      tally.forget(owner)
    })
  })
}
