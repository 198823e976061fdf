/** Who is signed in, as the browser needs it. */
import { invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { holds, type Rights } from '../domain/permit.ts'
import { namedPermissions } from '../domain/roles.ts'
import { hasSecondFactor, judgeRequirement } from '../domain/second-factor.ts'
import type { SignInMethod } from '../domain/sign-in.ts'
import { listGrants, type GrantRow } from '../store/grants.ts'
import { findOrganisation } from '../store/organisation.ts'
import { findPerson, type PersonRow } from '../store/people.ts'
import { findFactors } from '../store/second-factors.ts'
import { findSignInSettings, ruleOf } from '../store/sign-in-settings.ts'

export interface Self {
  readonly personId: string
  readonly scopes: Rights['scopes']
  /** How the session began; null for API keys, which are never asked for a second factor. */
  readonly method: SignInMethod | null
}

/** The person with roles and the permissions that these, cut down to an API key's `scopes`, hold anywhere. */
export async function readMe(platform: Needs, { personId, scopes, method }: Self) {
  return platform.work.read(async (tx) => {
    const person = await findPerson(tx, personId)
    const organisation = await findOrganisation(tx)
    invariant(person && organisation, 'who is signed in exists, and so does the organisation')
    const grants = await listGrants(tx, personId)
    const secondFactor = await requirementOf(platform, tx, { person, grants, method })
    const held = secondFactor.state === 'overdue' ? [] : grants
    const { id, name, email, locale, zone, theme, density, version } = person
    const permissions = namedPermissions.filter((permission) => holds({ grants: held, scopes }, permission))
    return { id, name, email, locale, zone, theme, density, version, grants, permissions, secondFactor, organisation }
  })
}

async function requirementOf(
  { clock }: Needs,
  tx: Tx,
  { person, grants, method }: { person: PersonRow; grants: readonly GrantRow[]; method: SignInMethod | null },
) {
  if (method === null || method === 'oidc') return { state: 'not_needed', dueAt: null } as const
  const hasFactor = hasSecondFactor(await findFactors(tx, person.id))
  const roles = grants.map((grant) => grant.role)
  const verdict = judgeRequirement(ruleOf(await findSignInSettings(tx)), { roles, hasFactor, createdAt: person.createdAt }, clock.now())
  if (!verdict.required) return { state: 'not_needed', dueAt: null } as const
  return { state: verdict.reason, dueAt: verdict.reason === 'held' ? null : verdict.dueAt }
}
