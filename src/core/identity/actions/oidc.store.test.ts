/** Signing in through a real provider: npm's oidc-provider, with a browser made of fetch and a jar of cookies. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityEvents } from '#events/identity.ts'
import { invariant } from '#kit/fault.ts'
import { openEgress } from '#platform/egress/open.ts'
import { postgresPlatform } from '#test/support/postgres-platform.ts'
import { testLogger } from '#test/support/quiet.ts'
import { openPersonKeys } from '../access/person-keys.ts'
import { aPerson, anInvitation, callerWith, PASSWORD } from '../testing.ts'
import { readPerson } from '../queries/people.ts'
import { readSignInSettings } from '../queries/sign-in-settings.ts'
import { hashPassword } from './hashing.ts'
import { beginOidc, finishOidc } from './oidc.ts'
import type { ProviderNeeds } from './oidc-provider.ts'
import { foundOrganisation } from './organisation.ts'
import { grantRole } from './grants.ts'
import { deactivatePerson, reactivatePerson } from './people.ts'
import { findPersonByEmail } from '../store/people.ts'
import type { Role } from '../domain/roles.ts'
import { signIn } from './sign-in.ts'
import { updateSignInSettings, type ProviderSettings } from './sign-in-settings.ts'

const owner = callerWith([{ role: 'owner', clientId: null, applicationId: null }])
const browser = { address: '192.0.2.7', userAgent: 'a browser' }
const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

/** Who signs in at the provider next, and what it says about them. */
let account: { sub: string; email?: string; email_verified?: boolean; name?: string; groups?: readonly string[] } = { sub: 'nobody' }
let server: Server
let issuer: string
let platform: ProviderNeeds & Awaited<ReturnType<typeof postgresPlatform>>
let passwordHash: string

beforeAll(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const base = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  const egress = openEgress({ config: { egressAllow: ['127.0.0.1'] }, logger: testLogger, metrics: base.metrics })
  platform = { ...base, egress }
  const answer = aProvider(`${platform.config.publicUrl}/sign-in/return`).callback()
  server.on('request', (request, response) => void answer(request, response))
  passwordHash = await hashPassword(PASSWORD)
  const founder = { name: 'Olivia Owens', email: 'olivia@example.org', locale: 'en', passwordHash }
  const organisation = { name: 'Northwind Support', zone: 'Europe/Berlin' }
  await platform.work.run((tx) => foundOrganisation(platform, tx, { organisation, owner: founder, browser }))
  await configure({})
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function aProvider(redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: 'pitcrew', client_secret: 'a secret of the client', redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'groups'],
    findAccount: () => ({ accountId: account.sub, claims: () => ({ ...account }) }),
    cookies: { keys: ['a key of the provider'] },
  })
}

async function configure(change: Partial<ProviderSettings>): Promise<void> {
  const { version } = await readSignInSettings(platform, owner)
  const provider = {
    issuer,
    clientId: 'pitcrew',
    clientSecret: 'a secret of the client',
    label: 'Example SSO',
    domains: [],
    joinRole: null,
    only: false,
    ...change,
  }
  await updateSignInSettings(platform, owner, { version, to: { provider } })
}

/** Follows the provider's own pages as a browser does: signs in, consents, and returns the query of the address it ends at. */
async function atProvider(url: string): Promise<string> {
  const jar = new Map<string, string>()
  const visit = async (address: string, body?: URLSearchParams): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', headers: { cookie }, ...(body ? { method: 'POST', body } : {}) })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split('=') ?? []
      jar.set(name, value)
    }
    return response
  }
  let response = await visit(url)
  // Sign-in, consent and the redirects between them are a handful of steps.
  for (let steps = 0; steps < 12; steps++) {
    const location = response.headers.get('location')
    const next = location === null ? undefined : new URL(location, issuer)
    if (next && next.origin !== issuer) return next.search.slice(1)
    if (next) {
      response = await visit(next.href)
    } else {
      const page = await response.text()
      const action = /action="([^"]+)"/.exec(page)?.[1]
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
      invariant(action, `the provider shows a form: ${page.slice(0, 500)}`)
      response = await visit(new URL(action, issuer).href, new URLSearchParams({ prompt, login: account.sub, password: 'any' }))
    }
  }
  throw new Error('the provider did not send the browser back')
}

async function signInAs(someone: typeof account, returnTo = '/clients') {
  account = someone
  const { url, token } = await beginOidc(platform, { returnTo })
  return finishOidc(platform, { token, query: await atProvider(url), browser })
}

describe('signing in through the provider', () => {
  test('recognises an account by its verified address, from then on by the subject, and comes back to where one was', async () => {
    const person = await aPerson(platform, { passwordHash })
    const { session, returnTo } = await signInAs({ sub: 'ada', email: person.email.toUpperCase(), email_verified: true })
    expect(session).toMatchObject({ personId: person.id, method: 'oidc' })
    expect(returnTo).toBe('/clients')
    const again = await signInAs({ sub: 'ada' })
    expect(again.session.personId).toBe(person.id)
    expect((await readPerson(platform, owner, person.id)).factors.provider).toBe(true)
  })

  test('refuses an address that is not verified, missing, unknown, or belongs to another subject', async () => {
    const person = await aPerson(platform, { passwordHash })
    const refused = (someone: typeof account, words: string) =>
      expect(signInAs(someone)).rejects.toMatchObject({
        code: { code: 'identity.oidc_refused' },
        publicMessage: expect.stringContaining(words),
      })
    await refused({ sub: 'eve', email: person.email, email_verified: false }, 'not verified')
    await refused({ sub: 'eve' }, 'did not say')
    await refused({ sub: 'eve', email: 'stranger@example.org', email_verified: true }, 'Nobody with your e-mail address')
    await signInAs({ sub: 'first', email: person.email, email_verified: true })
    await refused({ sub: 'second', email: person.email, email_verified: true }, 'somebody else')
    await deactivatePerson(platform, owner, person.id)
    await refused({ sub: 'first', email: person.email, email_verified: true }, 'deactivated')
  })

  test('lets somebody invited join without a password, and somebody unknown only where the organisation says so', async () => {
    const invited = await anInvitation(platform, { grants: [{ role: 'qa', clientId: null, applicationId: null }] })
    const { session } = await signInAs({ sub: 'ida', email: invited.email, email_verified: true, name: 'Ida Joined' })
    expect(await readPerson(platform, owner, session.personId)).toMatchObject({ id: invited.id, state: 'active', name: 'Ida Joined' })
    await configure({ joinRole: 'developer', domains: ['example.org'] })
    const joined = await signInAs({ sub: 'new', email: 'new@example.org', email_verified: true, name: 'Nora New' })
    expect(await readPerson(platform, owner, joined.session.personId)).toMatchObject({ name: 'Nora New', grants: [{ role: 'developer' }] })
    await expect(signInAs({ sub: 'other', email: 'other@example.net', email_verified: true })).rejects.toMatchObject({
      publicMessage: expect.stringContaining('domain'),
    })
    await configure({})
  })

  test('is finished once, in the browser that began, with the state that was sent', async () => {
    const person = await aPerson(platform, { passwordHash })
    account = { sub: 'once', email: person.email, email_verified: true }
    const first = await beginOidc(platform, { returnTo: undefined })
    const query = await atProvider(first.url)
    const second = await beginOidc(platform, { returnTo: undefined })
    await expect(finishOidc(platform, { token: undefined, query, browser })).rejects.toEqual(refusal('identity.sign_in_expired'))
    await expect(finishOidc(platform, { token: second.token, query, browser })).rejects.toEqual(refusal('identity.oidc_unreachable'))
    await finishOidc(platform, { token: first.token, query, browser })
    await expect(finishOidc(platform, { token: first.token, query, browser })).rejects.toEqual(refusal('identity.sign_in_expired'))
  })

  test('leads nowhere but into this console', async () => {
    const person = await aPerson(platform, { passwordHash })
    const someone = { sub: 'open', email: person.email, email_verified: true }
    for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect((await signInAs(someone, elsewhere)).returnTo).toBe('/')
    }
  })

  test('where it is the only way, refuses passwords of everybody but owners', async () => {
    await configure({ only: true })
    const person = await aPerson(platform, { passwordHash })
    const withPassword = (email: string) => signIn(platform, { email, password: PASSWORD, browser })
    await expect(withPassword(person.email)).rejects.toEqual(refusal('identity.provider_only'))
    expect((await withPassword('olivia@example.org')).outcome).toBe('signed_in')
    await configure({})
  })
})

describe('groups of the provider', () => {
  const rule = (group: string, role: Role) => ({ group, role, clientId: null, applicationId: null })
  const rules = [rule('admins', 'owner'), rule('testers', 'qa'), rule('leads', 'technical_lead')]
  const map = (change: Partial<ProviderSettings> = {}) => configure({ groups: { claim: 'groups', rules }, ...change })
  const grantsOf = async (personId: string) =>
    (await readPerson(platform, owner, personId)).grants.map(({ role, byGroup }) => [role, byGroup])
  const told = async (personId: string) => {
    await platform.log.settle()
    const events = await platform.log.read(0, 100_000)
    return events.filter(({ kind, record }) => record.id === personId && /by_group|despite/.test(kind)).map(({ kind }) => kind)
  }
  const founder = async () => {
    const olivia = await platform.work.read((tx) => findPersonByEmail(tx, 'olivia@example.org'))
    invariant(olivia, 'the founder is here')
    return callerWith([{ role: 'owner', clientId: null, applicationId: null }], olivia.id)
  }
  afterAll(() => configure({}))

  test('give a stranger an account, and change their roles at each sign-in; what was given by hand stays', async () => {
    await map()
    const nina = { sub: 'nina', email: 'nina@example.org', email_verified: true }
    const { session } = await signInAs({ ...nina, groups: ['testers', 'leads', 'chess'] })
    const id = session.personId
    expect(await grantsOf(id)).toEqual([
      ['qa', 'testers'],
      ['technical_lead', 'leads'],
    ])
    await grantRole(platform, await founder(), id, { role: 'developer', clientId: null, applicationId: null })
    await signInAs({ ...nina, groups: ['testers'] })
    expect(await grantsOf(id)).toEqual([
      ['qa', 'testers'],
      ['developer', null],
    ])
    await signInAs({ ...nina, groups: ['testers'] })
    expect(await told(id)).toEqual(['role.given_by_group', 'role.given_by_group', 'role.taken_by_group'])
  })

  test('let nobody in whom none of them gives a role, and take what they gave before', async () => {
    await map()
    const tim = { sub: 'tim', email: 'tim@example.org', email_verified: true }
    const refused = (someone: typeof account) =>
      expect(signInAs(someone)).rejects.toMatchObject({ publicMessage: expect.stringContaining('None of your groups') })
    await refused({ ...tim, groups: ['chess'] })
    const { session } = await signInAs({ ...tim, groups: ['testers'] })
    await refused({ ...tim, groups: [] })
    expect(await grantsOf(session.personId)).toEqual([])
    await signInAs({ ...tim, groups: ['leads'] })
    // A claim that is missing says no less than an empty one.
    await refused(tim)
    expect(await grantsOf(session.personId)).toEqual([])
  })

  test('leave who joins without one to the role of joining, and who was invited to the roles of the invitation', async () => {
    await map({ joinRole: 'user_support' })
    const { session } = await signInAs({ sub: 'jo', email: 'jo@example.org', email_verified: true, groups: ['chess'] })
    expect(await grantsOf(session.personId)).toEqual([['user_support', null]])
    const invited = await anInvitation(platform, { grants: [{ role: 'developer', clientId: null, applicationId: null }] })
    const joined = await signInAs({ sub: 'ike', email: invited.email, email_verified: true, groups: ['testers'] })
    expect(await grantsOf(joined.session.personId)).toEqual([
      ['developer', null],
      ['qa', 'testers'],
    ])
  })

  test('never take ownership from the last owner', async () => {
    await map()
    const ada = { sub: 'chief', email: 'chief@example.org', email_verified: true }
    const id = (await signInAs({ ...ada, groups: ['admins'] })).session.personId
    const { personId: olivia } = await founder()
    await deactivatePerson(platform, owner, olivia)
    await signInAs({ ...ada, groups: [] })
    expect(await grantsOf(id)).toEqual([['owner', 'admins']])
    // It was told; signing in once more changes nothing.
    await signInAs({ ...ada, groups: [] })
    await reactivatePerson(platform, owner, olivia)
    await signInAs({ ...ada, groups: ['testers'] })
    expect(await grantsOf(id)).toEqual([['qa', 'testers']])
    expect(await told(id)).toEqual(['role.given_by_group', 'role.owner_kept_despite_groups', 'role.taken_by_group', 'role.given_by_group'])
  })

  test('tell anew that the last owner stays one when their group had made them one again in between', async () => {
    await map()
    const eve = { sub: 'deputy-chief', email: 'deputy-chief@example.org', email_verified: true }
    const id = (await signInAs({ ...eve, groups: ['admins'] })).session.personId
    const { personId: olivia } = await founder()
    await deactivatePerson(platform, owner, olivia)
    for (const groups of [[], [], ['admins'], []]) await signInAs({ ...eve, groups })
    await reactivatePerson(platform, owner, olivia)
    expect((await told(id)).filter((kind) => kind === 'role.owner_kept_despite_groups')).toHaveLength(2)
  })

  test('take no role away that somebody gave by hand afterwards', async () => {
    await map()
    const gil = { sub: 'gil', email: 'gil@example.org', email_verified: true }
    const id = (await signInAs({ ...gil, groups: ['testers'] })).session.personId
    await grantRole(platform, await founder(), id, { role: 'qa', clientId: null, applicationId: null })
    await signInAs({ ...gil, groups: [] })
    expect(await grantsOf(id)).toEqual([['qa', null]])
  })

  test('are kept with the settings, and refused for a client that there is not', async () => {
    await map()
    expect((await readSignInSettings(platform, owner)).provider?.groups).toEqual({ claim: 'groups', rules })
    const attempt = map({ groups: { claim: 'groups', rules: [{ ...rule('acme', 'client_contact') }] } })
    await expect(attempt).rejects.toMatchObject({ fields: [{ field: 'body.provider.groups.rules.0.role' }] })
    const elsewhere = map({ groups: { claim: 'groups', rules: [{ ...rule('acme', 'qa'), clientId: uuidv7() }] } })
    await expect(elsewhere).rejects.toMatchObject({ publicMessage: 'There is no such client.' })
    expect((await readSignInSettings(platform, owner)).provider?.groups?.rules).toEqual(rules)
    await configure({})
    expect((await readSignInSettings(platform, owner)).provider?.groups).toBeNull()
  })
})

describe('a provider', () => {
  test('that does not answer, or lies in a network that nobody approved, is not stored', async () => {
    const { version } = await readSignInSettings(platform, owner)
    const provider = {
      issuer: 'http://127.0.0.1:9',
      clientId: 'x',
      clientSecret: 'y',
      label: 'Z',
      domains: [],
      joinRole: null,
      only: false,
    }
    const attempt = updateSignInSettings(platform, owner, { version, to: { provider } })
    await expect(attempt).rejects.toMatchObject({
      code: { code: 'identity.oidc_misconfigured' },
      fields: [{ field: 'body.provider.issuer' }],
    })
    const strict = openEgress({ config: { egressAllow: [] }, logger: testLogger, metrics: platform.metrics })
    const guarded = { ...platform, config: { ...platform.config }, egress: strict }
    const again = { ...provider, issuer, clientSecret: 'another secret' }
    await expect(updateSignInSettings(guarded, owner, { version, to: { provider: again } })).rejects.toMatchObject({
      publicMessage: expect.stringContaining('EGRESS_ALLOW'),
    })
    await expect(
      updateSignInSettings(platform, owner, { version, to: { provider: { ...provider, issuer: 'http://login.example.org' } } }),
    ).rejects.toMatchObject({
      fields: [{ message: 'must begin with https' }],
    })
  })

  test('is never sent the secret of another one', async () => {
    const { version } = await readSignInSettings(platform, owner)
    const { clientSecret: _, ...provider } = {
      issuer: 'https://other.example.org',
      clientId: 'pitcrew',
      clientSecret: '',
      label: 'Z',
      domains: [],
      joinRole: null,
      only: false,
    }
    await expect(updateSignInSettings(platform, owner, { version, to: { provider } })).rejects.toMatchObject({
      fields: [{ field: 'body.provider.clientSecret' }],
    })
  })

  test('is set up by owners only: a technical lead is refused', async () => {
    const lead = callerWith([{ role: 'technical_lead', clientId: null, applicationId: null }])
    await expect(readSignInSettings(platform, lead)).rejects.toEqual(refusal('common.forbidden'))
    await expect(updateSignInSettings(platform, lead, { version: 1, to: { provider: null } })).rejects.toEqual(refusal('common.forbidden'))
  })
})
