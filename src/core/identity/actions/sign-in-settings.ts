/** Changing how people sign in. */
import { signInSettingsChanged } from '#events/identity.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { requirePermission, requireSession, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import { organisationScope } from '../domain/permit.ts'
import type { GroupRule } from '../domain/provider-groups.ts'
import type { Role } from '../domain/roles.ts'
import { issuerWords, judgeIssuer, type JoinRole } from '../domain/sign-in-settings.ts'
import { findOrganisation } from '../store/organisation.ts'
import { listProviderGroups, replaceProviderGroups } from '../store/provider-groups.ts'
import { findSignInSettings, updateSignInSettings as write, type SignInSettingsRow } from '../store/sign-in-settings.ts'
import { aboutOrganisation } from './about.ts'
import { requireGivable, requirePlace } from './grants.ts'
import { clientOf, SECRET_CONTEXT } from './oidc.ts'
import { discover, type ProviderNeeds } from './oidc-provider.ts'

export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  /** Undefined keeps the one that is there. */
  readonly clientSecret?: string | undefined
  readonly label: string
  readonly domains: readonly string[]
  readonly joinRole: JoinRole | null
  readonly only: boolean
  /** Null: groups of the provider give no roles. */
  readonly groups?: { readonly claim: string; readonly rules: readonly GroupRule[] } | null
}

export interface SignInSettingsChange {
  readonly secondFactorRoles?: readonly Role[] | undefined
  readonly secondFactorGraceDays?: number | undefined
  /** Null takes the provider away, and with it whatever depends on it. */
  readonly provider?: ProviderSettings | null | undefined
}

/** A provider is asked for its configuration before it is stored, so that a slip of the pen locks nobody out. */
export async function updateSignInSettings(
  platform: ProviderNeeds,
  caller: PersonCaller,
  { version, to }: { version: number; to: SignInSettingsChange },
): Promise<void> {
  requirePermission(caller, 'identity.sign_in.write', organisationScope)
  requireSession(caller)
  const groups = to.provider === undefined ? undefined : (to.provider?.groups?.rules ?? [])
  groups?.forEach((rule, index) => requireGivable(caller, rule, `${GROUPS_FIELD}.${index}`))
  const present = await platform.work.read(async (tx) => ({ ...(await findSignInSettings(tx)), groups: await listProviderGroups(tx) }))
  if (present.version !== version) throw new Fault(common.version_mismatch)
  const next = { ...applied(platform, present, to), groups: groups ?? present.groups }
  const changed = changesBetween(present, next)
  if (changed.length === 0) return
  if (changed.includes('provider')) await requireAnswer(platform, next)
  await platform.work.run(async (tx) => {
    if (!(await write(tx, next))) throw new Fault(common.version_mismatch)
    if (changed.includes('groups')) requirePlace(await replaceProviderGroups(tx, next.groups), GROUPS_FIELD)
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'who changes settings has an organisation')
    const about = aboutOrganisation(organisation.id, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: signInSettingsChanged, ...about, particulars: { changed } })
  })
}

const GROUPS_FIELD = 'body.provider.groups.rules'
/** What is kept, with what groups give. */
type Whole = SignInSettingsRow & { readonly groups: readonly GroupRule[] }

function applied(platform: ProviderNeeds, present: SignInSettingsRow, to: SignInSettingsChange): SignInSettingsRow {
  const secondFactorRoles = to.secondFactorRoles ?? present.secondFactorRoles
  // The days begin anew only when the rule does: naming one role more gives nobody else more time.
  const since = present.secondFactorSince ?? platform.clock.now()
  const rule = {
    secondFactorRoles: [...new Set(secondFactorRoles)],
    secondFactorGraceDays: to.secondFactorGraceDays ?? present.secondFactorGraceDays,
    secondFactorSince: secondFactorRoles.length === 0 ? null : since,
  }
  return { ...present, ...rule, ...(to.provider === undefined ? {} : providerColumns(platform, present, to.provider)) }
}

const noProvider = {
  oidcIssuer: null,
  oidcClientId: null,
  oidcSealedSecret: null,
  oidcLabel: null,
  oidcDomains: [],
  oidcJoinRole: null,
  oidcOnly: false,
  oidcGroupsClaim: null,
} as const

function providerColumns(platform: ProviderNeeds, present: SignInSettingsRow, provider: ProviderSettings | null) {
  if (provider === null) return noProvider
  const verdict = judgeIssuer(provider.issuer)
  if (!verdict.fits) throw misconfigured('issuer', issuerWords[verdict.reason])
  return {
    oidcIssuer: provider.issuer,
    oidcClientId: provider.clientId,
    oidcSealedSecret: sealedSecret(platform, present, provider),
    oidcLabel: provider.label,
    oidcDomains: [...new Set(provider.domains.map((domain) => domain.toLowerCase()))],
    oidcJoinRole: provider.joinRole,
    oidcOnly: provider.only,
    oidcGroupsClaim: provider.groups?.claim ?? null,
  }
}

/** A secret belongs to its issuer and client: it is never sent to another one that was typed in later. */
function sealedSecret({ secrets }: ProviderNeeds, present: SignInSettingsRow, provider: ProviderSettings): Buffer {
  if (provider.clientSecret !== undefined) return Buffer.from(secrets.seal(Buffer.from(provider.clientSecret), SECRET_CONTEXT))
  const isSameClient = present.oidcIssuer === provider.issuer && present.oidcClientId === provider.clientId
  if (!isSameClient || present.oidcSealedSecret === null) throw misconfigured('clientSecret', 'is needed for a new issuer or client')
  return present.oidcSealedSecret
}

async function requireAnswer(platform: ProviderNeeds, next: SignInSettingsRow): Promise<void> {
  const client = clientOf(platform, next)
  if (!client) return
  try {
    await discover(platform, client)
  } catch (cause) {
    if (cause instanceof Fault && cause.code === identityCodes.oidc_unreachable) throw misconfigured('issuer', cause.publicMessage)
    throw cause
  }
}

function misconfigured(field: string, message: string): Fault {
  return new Fault(identityCodes.oidc_misconfigured, {
    detail: `${field} ${message}`,
    fields: [{ field: `body.provider.${field}`, message }],
  })
}

function changesBetween(before: Whole, after: Whole) {
  const differ = (...names: (keyof Whole)[]): boolean => names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const changed: ('second_factor' | 'provider' | 'joining' | 'provider_only' | 'groups')[] = []
  if (differ('secondFactorRoles', 'secondFactorGraceDays')) changed.push('second_factor')
  if (differ('oidcIssuer', 'oidcClientId', 'oidcSealedSecret', 'oidcLabel')) changed.push('provider')
  if (differ('oidcDomains', 'oidcJoinRole')) changed.push('joining')
  if (differ('oidcOnly')) changed.push('provider_only')
  if (differ('oidcGroupsClaim', 'groups')) changed.push('groups')
  return changed
}
