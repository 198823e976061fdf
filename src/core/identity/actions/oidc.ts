/** Signing in through the organisation's OpenID Connect provider. */
import { uuidv7 } from 'uuidv7'
import { identityLinked, personJoined, roleGranted } from '#events/identity.ts'
import { Fault, invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { newToken } from '../access/tokens.ts'
import { identityCodes } from '../contract/codes.ts'
import { ownPath } from '../domain/own-path.ts'
import { judgeProviderSignIn, providerRefusalWords, type ProviderClaims, type ProviderVerdict } from '../domain/provider.ts'
import type { Role } from '../domain/roles.ts'
import { findPersonByIdentity, hasIdentity, linkIdentity } from '../store/external-identities.ts'
import { insertGrant } from '../store/grants.ts'
import { closeInvitationOf } from '../store/invitations.ts'
import { findOrganisation } from '../store/organisation.ts'
import { activatePerson, findPerson, findPersonByEmail, insertPerson, type PersonRow } from '../store/people.ts'
import { findSignInSettings, type SignInSettingsRow } from '../store/sign-in-settings.ts'
import { aboutPerson, themselves } from './about.ts'
import { applyGroupChanges, groupChanges, noGroupChanges } from './provider-groups.ts'
import { beginChallenge, contentOf, finishChallenge } from './challenges.ts'
import { tellFailure } from './failures.ts'
import { authorisation, claimsOf, type ProviderClient, type ProviderNeeds, type ProviderSecrets } from './oidc-provider.ts'
import type { Browser } from './browser.ts'
import { openSession, type OpenedSession } from './open-session.ts'

interface Kept extends ProviderSecrets {
  readonly issuer: string
  readonly returnTo: string
}

/** `token` goes into a cookie of this browser: whoever comes back must be who was sent. */
export async function beginOidc(platform: ProviderNeeds, { returnTo }: { returnTo: string | undefined }) {
  const { client } = await offered(platform)
  const { url, ...secrets } = await authorisation(platform, client)
  const token = newToken()
  const content: Kept = { ...secrets, issuer: client.issuer, returnTo: ownPath(returnTo) }
  await platform.work.run((tx) => beginChallenge(platform, tx, { token, purpose: 'oidc', personId: null, content }))
  return { url, token }
}

export interface ProviderReturn {
  /** From the cookie; undefined in another browser than the one that was sent. */
  readonly token: string | undefined
  readonly query: string
  readonly browser: Browser
}

/** Throws `identity.oidc_refused` with the reason in words when the provider's word opens no account. */
export async function finishOidc(platform: ProviderNeeds, { token, query, browser }: ProviderReturn) {
  const { client, settings } = await offered(platform)
  const begun = await platform.work.run((tx) => finishChallenge(platform, tx, { token: token ?? '', purpose: 'oidc', personId: null }))
  const { issuer, returnTo, ...secrets } = contentOf(platform, begun) as Kept
  // The provider was changed in between: what the old one says counts no more.
  if (issuer !== client.issuer) throw new Fault(identityCodes.sign_in_expired)
  const claims = await claimsOf(platform, client, { ...secrets, query })
  const session = await admitted(platform, { issuer, claims, settings, browser })
  return { session, returnTo }
}

async function offered(platform: ProviderNeeds): Promise<{ client: ProviderClient; settings: SignInSettingsRow }> {
  const settings = await platform.work.read(findSignInSettings)
  const client = clientOf(platform, settings)
  if (!client) throw new Fault(identityCodes.oidc_refused, { detail: 'No sign-in provider is set up here.' })
  return { client, settings }
}

/** The client that is configured; undefined when none is. */
export function clientOf({ secrets }: Pick<ProviderNeeds, 'secrets'>, settings: SignInSettingsRow): ProviderClient | undefined {
  const { oidcIssuer, oidcClientId, oidcSealedSecret } = settings
  if (oidcIssuer === null || oidcClientId === null || oidcSealedSecret === null) return undefined
  const clientSecret = Buffer.from(secrets.open(oidcSealedSecret, SECRET_CONTEXT)).toString()
  return { issuer: oidcIssuer, clientId: oidcClientId, clientSecret, groupsClaim: settings.oidcGroupsClaim }
}

/** What the client's secret is sealed for. */
export const SECRET_CONTEXT = 'sign_in_settings:oidc_secret'

interface Arriving {
  readonly issuer: string
  readonly claims: ProviderClaims
  readonly settings: SignInSettingsRow
  readonly browser: Browser
}

async function admitted(platform: ProviderNeeds, arriving: Arriving): Promise<OpenedSession> {
  const { settings, claims, issuer, browser } = arriving
  const outcome = await platform.work.run(async (tx) => {
    const bySubjectId = await findPersonByIdentity(tx, { issuer, subject: claims.subject })
    const bySubject = bySubjectId === undefined ? undefined : await findPerson(tx, bySubjectId)
    const byEmail = claims.email === null ? undefined : await findPersonByEmail(tx, claims.email)
    const person = bySubject ?? byEmail
    const mapsGroups = settings.oidcGroupsClaim !== null
    const changes = mapsGroups ? await groupChanges(tx, claims, person?.id) : noGroupChanges
    const rule = { domains: settings.oidcDomains, joins: settings.oidcJoinRole !== null, mapsGroups }
    const verdict = judgeProviderSignIn(claims, rule, {
      bySubject: bySubject?.state ?? null,
      byEmail: byEmail?.state ?? null,
      emailIsLinked: byEmail !== undefined && (await hasIdentity(tx, byEmail.id, issuer)),
      holdsRole: changes.holdsRole,
    })
    if (!verdict.allowed) {
      // Whoever left their groups is refused, and holds nothing in sessions elsewhere either.
      if (verdict.reason === 'no_group' && person) await applyGroupChanges(platform, tx, person.id, changes)
      return { refused: verdict.reason, person } as const
    }
    const personId = await recognised(platform, tx, arriving, { verdict, person, isGivenRole: changes.give.length > 0 })
    await applyGroupChanges(platform, tx, personId, changes)
    return { session: await openSession(platform, tx, { personId, method: 'oidc', secondFactor: null, browser }) } as const
  })
  if ('session' in outcome) return outcome.session
  if (outcome.person?.state === 'active') {
    await tellFailure(platform, { personId: outcome.person.id, failures: 1, reason: 'provider_refused', browser })
  }
  throw new Fault(identityCodes.oidc_refused, { detail: providerRefusalWords[outcome.refused] })
}

/** The person who is let in, joined and linked as far as that was still to be done. */
async function recognised(
  platform: ProviderNeeds,
  tx: Tx,
  { issuer, claims, settings }: Arriving,
  of: { verdict: Extract<ProviderVerdict, { allowed: true }>; person: PersonRow | undefined; isGivenRole: boolean },
): Promise<string> {
  const { verdict, person, isGivenRole } = of
  const at = platform.clock.now()
  const personId = person?.id ?? (await join(platform, tx, { claims, role: isGivenRole ? null : settings.oidcJoinRole }))
  if (person?.state === 'invited') await acceptFor(platform, tx, { person, claims })
  await linkIdentity(tx, { issuer, subject: claims.subject, personId, at })
  if (verdict.reason !== 'known_subject') {
    const particulars = { issuer, subject: claims.subject }
    await platform.log.publish(tx, { event: identityLinked, ...aboutPerson(personId, themselves(personId), at), particulars })
  }
  return personId
}

/** `role` null: their groups give them one. */
async function join(
  platform: ProviderNeeds,
  tx: Tx,
  { claims: { email, name }, role }: { readonly claims: ProviderClaims; readonly role: Role | null },
): Promise<string> {
  const organisation = await findOrganisation(tx)
  invariant(organisation && email, 'who joins has an address and an organisation to join')
  const at = platform.clock.now()
  const id = uuidv7()
  const shownName = name ?? email
  const person = { id, name: shownName, email, state: 'active', passwordHash: null, locale: 'en', zone: organisation.zone, at } as const
  // Two windows of one person may arrive at once: the second finds the first's account when it tries again.
  if (!(await insertPerson(tx, person))) throw new Fault(identityCodes.sign_in_expired)
  const about = aboutPerson(id, themselves(id), at)
  await platform.log.publish(tx, { event: personJoined, ...about, particulars: { by: 'oidc', email, name: shownName } })
  if (role === null) return id
  const grant = { id: uuidv7(), role, clientId: null, applicationId: null }
  await insertGrant(tx, { ...grant, personId: id, grantedBy: null, at })
  const { id: grantId, ...place } = grant
  await platform.log.publish(tx, { event: roleGranted, ...about, particulars: { grantId, ...place } })
  return id
}

/** The provider vouches for the address that the invitation went to. */
async function acceptFor(
  platform: ProviderNeeds,
  tx: Tx,
  { person, claims }: { person: PersonRow; claims: ProviderClaims },
): Promise<void> {
  await closeInvitationOf(tx, person.id, 'accepted')
  const name = claims.name ?? person.name
  await activatePerson(tx, person.id, { name, passwordHash: null })
  const about = aboutPerson(person.id, themselves(person.id), platform.clock.now())
  await platform.log.publish(tx, { event: personJoined, ...about, particulars: { by: 'oidc', email: person.email, name } })
}
