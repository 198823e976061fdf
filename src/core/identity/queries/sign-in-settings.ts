/** How people sign in here. */
import type { Needs } from '../access/needs.ts'
import { requirePermission, type PersonCaller } from '../access/caller.ts'
import { linkPaths } from '../contract/contract.ts'
import { passkeyPlace } from '../domain/passkey-place.ts'
import { organisationScope } from '../domain/permit.ts'
import type { GroupRule } from '../domain/provider-groups.ts'
import { judgeRequirement } from '../domain/second-factor.ts'
import { listProviderGroups } from '../store/provider-groups.ts'
import { findPeopleWithoutFactor } from '../store/second-factors.ts'
import { findSignInSettings, ruleOf, type SignInSettingsRow } from '../store/sign-in-settings.ts'

/** More names than this are no list to work through. */
const WITHOUT_FACTOR_MAX = 200

/** For everybody: which ways the door offers. */
export async function readSignInOptions(platform: Needs) {
  const { settings, relay } = await platform.work.read(async (tx) => ({
    settings: await findSignInSettings(tx),
    relay: await platform.mail.relay(tx),
  }))
  const place = passkeyPlace(platform.config.publicUrl)
  return {
    provider: settings.oidcLabel === null ? null : { label: settings.oidcLabel, only: settings.oidcOnly },
    forgottenByMail: relay !== undefined,
    passkeys: { origin: place.origin, obstacle: place.fits ? null : place.reason },
  }
}

export async function readSignInSettings(platform: Needs, caller: PersonCaller) {
  requirePermission(caller, 'identity.sign_in.write', organisationScope)
  const { settings, groups, people } = await platform.work.read(async (tx) => {
    const found = await findSignInSettings(tx)
    const roles = found.secondFactorRoles
    const rules = await listProviderGroups(tx)
    return {
      settings: found,
      groups: rules,
      people: roles.length === 0 ? [] : await findPeopleWithoutFactor(tx, { roles, limit: WITHOUT_FACTOR_MAX }),
    }
  })
  const now = platform.clock.now()
  const rule = ruleOf(settings)
  return {
    version: settings.version,
    secondFactorRoles: [...settings.secondFactorRoles],
    secondFactorGraceDays: settings.secondFactorGraceDays,
    secondFactorSince: settings.secondFactorSince,
    provider: providerOf(settings, groups),
    returnAddress: `${platform.config.publicUrl}${linkPaths.providerReturn}`,
    withoutFactor: people.map(({ id, name, createdAt }) => {
      const verdict = judgeRequirement(rule, { roles: settings.secondFactorRoles, hasFactor: false, createdAt }, now)
      return { id, name, dueAt: 'dueAt' in verdict ? verdict.dueAt : now }
    }),
  }
}

function providerOf(settings: SignInSettingsRow, rules: GroupRule[]) {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcLabel: label, oidcGroupsClaim: claim } = settings
  if (issuer === null || clientId === null || label === null) return null
  const groups = claim === null ? null : { claim, rules }
  return { issuer, clientId, label, domains: [...settings.oidcDomains], joinRole: settings.oidcJoinRole, only: settings.oidcOnly, groups }
}
