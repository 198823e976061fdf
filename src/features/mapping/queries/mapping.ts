/** Rules with what none of them assigned. */
import type { z } from 'zod'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { runningEnvironments } from '#core/catalog/public.ts'
import { claimOwner } from '../access/claim.ts'
import { READ_MAPPING, type mappingContract } from '../contract/contract.ts'
import type { Owner } from '../domain/owner.ts'
import { findMapping } from '../store/mapping.ts'
import { listUnassigned } from '../store/unassigned.ts'

type Mapping = z.output<(typeof mappingContract)['readClientMapping']['response']>

export function readMapping(
  { platform, caller }: { readonly platform: Pick<Platform, 'work'>; readonly caller: Caller },
  owner: Owner,
): Promise<Mapping> {
  return platform.work.read(async (tx) => {
    await claimOwner(tx, caller, owner, READ_MAPPING)
    const { rules = [], version = 0 } = (await findMapping(tx, owner)) ?? {}
    const unassigned = await listUnassigned(tx, owner)
    return {
      rules: rules.map(({ matchers, environmentId }) => ({ matchers: matchers.map((matcher) => ({ ...matcher })), environmentId })),
      version,
      environments: await environmentsOf(tx, owner),
      unassigned: unassigned.map((set) => ({ ...set, labels: set.labels.map(([label, value]) => ({ label, value })) })),
    }
  })
}

async function environmentsOf(tx: Tx, owner: Owner): Promise<Mapping['environments']> {
  const running = await runningEnvironments(tx, owner.kind === 'application' ? owner.id : null)
  return running
    .filter(({ clientId }) => owner.kind === 'application' || clientId === owner.id)
    .map(({ environmentId, environmentName: name, applicationName }) => ({ environmentId, name, applicationName }))
    .toSorted((one, other) => one.applicationName.localeCompare(other.applicationName))
}
