/**
 * The standing cast and builders for tests of every part. The people have fixed ids that are older than anything a test makes,
 * so they come first in lists and are recognised in failures.
 */
import { Secret, TOTP } from 'otpauth'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { instant, later, type Instant } from '#kit/time.ts'
import type { Needs } from './access/needs.ts'
import type { Tx } from '#platform/work.ts'
import { hashPassword } from './actions/hashing.ts'
import { hashToken, newToken } from './access/tokens.ts'
import { PersonCaller } from './access/caller.ts'
import type { personAnswer } from './contract/people.ts'
import { INVITATION_LIFETIME_MS } from './domain/lifetimes.ts'
import type { Grant } from './domain/permit.ts'
import type { Role } from './domain/roles.ts'
import { insertGrant } from './store/grants.ts'
import { insertInvitation } from './store/invitations.ts'
import { insertOrganisation } from './store/organisation.ts'
import { activatePerson, insertPerson } from './store/people.ts'
import { TestDevice } from './testing-passkey.ts'

/** When the cast came into being. */
export const castSince = instant('2024-01-15T09:00:00Z')
/** Everybody's password in tests. */
export const PASSWORD = 'nine grey boats at anchor'

/** `018d0c5e-…`: UUIDv7s of January 2024, numbered by hand. */
const fixedId = (number: number): string => `018d0c5e-0000-7000-8000-${String(number).padStart(12, '0')}`

/** The two clients of the cast; catalog's testing.ts makes them. */
export const CLIENT_A = fixedId(101)
export const CLIENT_B = fixedId(102)
const ORGANISATION = fixedId(1)

interface Member {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly grants: readonly Grant[]
}

const member = (number: number, name: string, ...grants: Grant[]): Member => ({
  id: fixedId(number),
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
  grants,
})
const everywhere = (role: Role): Grant => ({ role, clientId: null, applicationId: null })
const forClient = (role: Role, clientId: string): Grant => ({ role, clientId, applicationId: null })

/** Who is who. The stranger, a contact of another client, belongs into the tests of every feature. */
export const cast = {
  owner: member(11, 'Olivia Owens', everywhere('owner')),
  lead: member(12, 'Tara Lindqvist', everywhere('technical_lead')),
  engineer: member(13, 'Emeka Obi', forClient('support_engineer', CLIENT_A)),
  userSupport: member(14, 'Uma Sato', everywhere('user_support')),
  qa: member(15, 'Quentin Adler', everywhere('qa')),
  developer: member(16, 'Deepak Varma', everywhere('developer')),
  projectManager: member(17, 'Petra Marek', everywhere('project_manager')),
  contact: member(18, 'Clara Abend', forClient('client_contact', CLIENT_A)),
  outsideLead: member(19, 'Otto Beck', forClient('technical_lead', CLIENT_B)),
  stranger: member(20, 'Stella Brandt', forClient('client_contact', CLIENT_B)),
  powerless: member(21, 'Noel Pauli'),
} as const

export type CastMember = keyof typeof cast

/** Makes the organisation and the cast. CLIENT_A and CLIENT_B must be there already. */
export async function seedCast({ work }: Pick<Needs, 'work'>): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD)
  await work.run(async (tx) => {
    await insertOrganisation(tx, { id: ORGANISATION, name: 'Northwind Support', zone: 'Europe/Berlin', at: castSince })
    for (const person of Object.values(cast)) await insertMember(tx, person, { passwordHash, at: castSince })
  })
}

/** A caller with the cast member's roles, as if they had signed in. */
export function callerOf(who: CastMember): PersonCaller {
  const { id, grants } = cast[who]
  return callerWith(grants, id)
}

/** A signed-in caller with any roles; they need not be in a store. */
export function callerWith(grants: readonly Grant[], personId: string = uuidv7()): PersonCaller {
  return new PersonCaller({ personId, sessionId: uuidv7(), apiKeyId: null, rights: { grants, scopes: null } })
}

export interface PersonTraits {
  readonly name?: string
  readonly email?: string
  readonly grants?: readonly Grant[]
  /** A hash made before saves the 25 ms of making one. */
  readonly passwordHash?: string
}

/** An active person who signs in with PASSWORD. */
export async function aPerson({ work, clock }: Pick<Needs, 'work' | 'clock'>, traits: PersonTraits = {}): Promise<Member> {
  const id = uuidv7()
  const { name = 'Ada Example', email = `ada.${id}@example.org`, grants = [] } = traits
  const passwordHash = traits.passwordHash ?? (await hashPassword(PASSWORD))
  const person = { id, name, email, grants }
  await work.run((tx) => insertMember(tx, person, { passwordHash, at: clock.now() }))
  return person
}

/** An open invitation with its token. */
export async function anInvitation(
  { work, clock }: Pick<Needs, 'work' | 'clock'>,
  { name = 'Ida Invited', grants = [], ...traits }: Omit<PersonTraits, 'passwordHash'> = {},
): Promise<Member & { readonly invitationId: string; readonly token: string }> {
  const [id, invitationId, token, at] = [uuidv7(), uuidv7(), newToken(), clock.now()]
  const person = { id, name, email: traits.email ?? `ida.${id}@example.org`, grants }
  await work.run(async (tx) => {
    await insertMember(tx, person, { passwordHash: null, at })
    const expiresAt = later(at, INVITATION_LIFETIME_MS)
    await insertInvitation(tx, { id: invitationId, personId: id, tokenHash: hashToken(token), invitedBy: null, at, expiresAt })
  })
  return { ...person, invitationId, token }
}

async function insertMember(tx: Tx, { grants, ...person }: Member, of: { passwordHash: string | null; at: Instant }): Promise<void> {
  await insertPerson(tx, { ...person, state: 'invited', passwordHash: null, locale: 'en', zone: 'Europe/Berlin', at: of.at })
  if (of.passwordHash !== null) await activatePerson(tx, person.id, { name: person.name, passwordHash: of.passwordHash })
  for (const grant of grants) await insertGrant(tx, { ...grant, id: uuidv7(), personId: person.id, grantedBy: null, at: of.at })
}

/** One valid call for each route of identity, for the conformance sweep. */
export const samples: Samples = {
  'identity.signIn': ({ people }) => ({ body: { email: people.lead.email, password: people.lead.password } }),
  'identity.readSignInOptions': () => ({}),
  'identity.completeSignIn': () => ({ body: { token: '0'.repeat(48), proof: { by: 'totp', code: '123456' } }, refusedWith: 410 }),
  'identity.offerSecondPasskey': () => ({ body: { token: '0'.repeat(48) }, refusedWith: 410 }),
  'identity.offerPasskeySignIn': () => ({}),
  'identity.signInWithPasskey': async (world) => {
    const { device } = await withPasskey(world)
    return { body: { answer: device.get(await world.call('identity.offerPasskeySignIn')) } }
  },
  'identity.beginProviderSignIn': () => ({ body: { return: '/clients' }, refusedWith: 403 }),
  'identity.finishProviderSignIn': () => ({ body: { query: 'code=1&state=2' }, refusedWith: 403 }),
  'identity.prove': ({ people }) => ({ body: { by: 'password', password: people.owner.password } }),
  'identity.expectProof': () => ({}),
  'identity.offerProvingPasskey': () => ({}),
  'identity.readSecurity': () => ({}),
  'identity.beginTotp': async (world) => ({ as: await withoutApp(world) }),
  'identity.confirmTotp': async (world) => {
    const as = await withoutApp(world)
    const { secret } = await world.call('identity.beginTotp', { as })
    return { as, body: { code: TOTP.generate({ secret: Secret.fromBase32(secret) }) } }
  },
  'identity.removeTotp': async (world) => {
    await withApp(world)
    return { as: FACTORS_OF }
  },
  'identity.beginPasskey': () => ({ as: FACTORS_OF }),
  'identity.addPasskey': async (world) => {
    const device = await aDevice(world)
    return { as: FACTORS_OF, body: { name: 'Phone', answer: device.create(await world.call('identity.beginPasskey', { as: FACTORS_OF })) } }
  },
  'identity.renamePasskey': async (world) => ({
    as: FACTORS_OF,
    params: { id: (await withPasskey(world)).id },
    body: { name: world.fresh('Phone') },
  }),
  'identity.removePasskey': async (world) => ({ as: FACTORS_OF, params: { id: (await withPasskey(world)).id } }),
  'identity.makeRecoveryCodes': async (world) => {
    await withPasskey(world)
    return { as: FACTORS_OF }
  },
  'identity.endOtherSessions': () => ({}),
  'identity.listMySignIns': () => ({}),
  'identity.listSignIns': ({ people }) => ({ query: { person: people.engineer.id } }),
  'identity.readSignInSettings': () => ({}),
  'identity.updateSignInSettings': async (world) => {
    const { version, secondFactorGraceDays } = await world.call('identity.readSignInSettings')
    return { body: { secondFactorGraceDays: secondFactorGraceDays === 14 ? 7 : 14 }, ifMatch: version }
  },
  'identity.unlockPerson': async (world) => ({ params: { id: (await joined(world)).id } }),
  'identity.resetSecondFactors': async (world) => ({ params: { id: (await joined(world)).id } }),
  'identity.signOut': () => ({}),
  'identity.me': () => ({}),
  'identity.updateMe': async (world) => ({ body: { density: 'compact' }, ifMatch: (await world.call('identity.me')).version }),
  'identity.changePassword': ({ people: { owner } }) => ({ body: { current: owner.password, next: owner.password } }),
  'identity.listSessions': () => ({}),
  'identity.endSession': async (world) => ({ params: { id: await anotherSession(world) } }),
  'identity.askForPassword': ({ people }) => ({ body: { email: people.engineer.email } }),
  'identity.resetPassword': async (world) => ({ body: { token: await resetToken(world), password: PASSWORD } }),
  'identity.listPeople': () => ({ query: { q: 'example' } }),
  'identity.readPerson': ({ people }) => ({ params: { id: people.contact.id } }),
  'identity.updatePerson': async (world) => {
    const { id, version } = await joined(world)
    return { params: { id }, body: { name: world.fresh('Ada') }, ifMatch: version }
  },
  'identity.deactivatePerson': async (world) => ({ params: { id: (await joined(world)).id } }),
  'identity.reactivatePerson': async (world) => {
    const params = { id: (await joined(world)).id }
    await world.call('identity.deactivatePerson', { params })
    return { params }
  },
  'identity.grantRole': async (world) => ({
    params: { id: (await joined(world)).id },
    body: { role: 'developer', clientId: world.clientA },
  }),
  'identity.revokeRole': async (world) => {
    const { id, grants } = await joined(world)
    return { params: { id, grantId: grants[0]?.id ?? '' } }
  },
  'identity.offerPasswordReset': async (world) => ({ params: { id: (await joined(world)).id } }),
  'identity.invite': (world) => ({ body: { email: freshEmail(world), grants: [{ role: 'qa', clientId: world.clientA }] } }),
  'identity.listInvitations': () => ({}),
  'identity.revokeInvitation': async (world) => ({ params: { id: (await invited(world)).id } }),
  'identity.openInvitation': async (world) => ({ body: { token: (await invited(world)).token } }),
  'identity.acceptInvitation': async (world) => ({
    body: { token: (await invited(world)).token, name: 'Ada Example', password: PASSWORD },
  }),
  'identity.readOrganisation': () => ({}),
  'identity.updateOrganisation': async (world) => ({
    body: { name: world.fresh('Northwind') },
    ifMatch: (await world.call('identity.readOrganisation')).version,
  }),
  'identity.createApiKey': (world) => ({ body: { name: world.fresh('script'), scopes: ['catalog.applications.read'] } }),
  'identity.listApiKeys': () => ({}),
  'identity.revokeApiKey': async (world) => {
    const body = { name: world.fresh('script'), scopes: ['catalog.applications.read'] }
    return { params: { id: (await world.call('identity.createApiKey', { body })).apiKey.id } }
  },
  'identity.readPermissions': () => ({}),
}

function freshEmail(world: SampleWorld): string {
  return `${world
    .fresh('ada')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')}@example.org`
}

const tokenOf = (link: string): string => link.split('#')[1] ?? ''

async function invited(world: SampleWorld): Promise<{ id: string; token: string }> {
  const body = { email: freshEmail(world), grants: [{ role: 'qa', clientId: world.clientA }] }
  const { invitation, link } = await world.call('identity.invite', { body })
  return { id: invitation.id, token: tokenOf(link) }
}

/** A person of their own for calls that change people. */
async function joined(world: SampleWorld): Promise<z.input<typeof personAnswer>> {
  const { token } = await invited(world)
  const me = await world.call('identity.acceptInvitation', { body: { token, name: 'Ada Example', password: PASSWORD } })
  return world.call('identity.readPerson', { params: { id: me.id } })
}

async function resetToken(world: SampleWorld): Promise<string> {
  const { id } = await joined(world)
  return tokenOf((await world.call('identity.offerPasswordReset', { params: { id } })).link)
}

async function anotherSession(world: SampleWorld): Promise<string> {
  const { email, password } = world.people.owner
  await world.call('identity.signIn', { body: { email, password } })
  const { items } = await world.call('identity.listSessions')
  return items.find((session: { current: boolean }) => !session.current).id
}

/** Whose factors the sweep changes: somebody whose session nothing ends, since a password alone no longer opens one. */
const FACTORS_OF = 'engineer' as const

/** Each sample may leave passkeys behind; they must stay below what one person may have. */
async function withPasskey(world: SampleWorld): Promise<{ device: TestDevice; id: string }> {
  const { passkeys } = await world.call('identity.readSecurity', { as: FACTORS_OF })
  for (const { id } of passkeys.slice(5)) await world.call('identity.removePasskey', { as: FACTORS_OF, params: { id } })
  const device = await aDevice(world)
  const answer = device.create(await world.call('identity.beginPasskey', { as: FACTORS_OF }))
  const { id } = await world.call('identity.addPasskey', { as: FACTORS_OF, body: { name: 'Phone', answer } })
  return { device, id }
}

async function aDevice(world: SampleWorld): Promise<TestDevice> {
  return new TestDevice({ origin: (await world.call('identity.readSignInOptions')).passkeys.origin, counts: false })
}

async function withApp(world: SampleWorld): Promise<void> {
  await withoutApp(world)
  const { secret } = await world.call('identity.beginTotp', { as: FACTORS_OF })
  await world.call('identity.confirmTotp', { as: FACTORS_OF, body: { code: TOTP.generate({ secret: Secret.fromBase32(secret) }) } })
}

async function withoutApp(world: SampleWorld): Promise<typeof FACTORS_OF> {
  const { totpSince } = await world.call('identity.readSecurity', { as: FACTORS_OF })
  if (totpSince !== null) await world.call('identity.removeTotp', { as: FACTORS_OF })
  return FACTORS_OF
}
