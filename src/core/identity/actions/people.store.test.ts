import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { insertClient } from '#core/catalog/store/clients.ts'
import { identityEvents } from '#events/identity.ts'
import { DAY_MS } from '#kit/time.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { accessOf } from '../access/access.ts'
import { apiKeysByIds } from '../public.ts'
import { createApiKey, KEYS_PER_PERSON_MAX, revokeApiKey } from './api-keys.ts'
import { grantRole, revokeRole } from './grants.ts'
import { hashPassword } from './hashing.ts'
import { acceptInvitation, invite, readOpenInvitation, revokeInvitation } from './invitations.ts'
import { updateOrganisation } from './organisation.ts'
import { deactivatePerson, reactivatePerson, updateMe, updatePerson } from './people.ts'
import { PersonCaller } from '../access/caller.ts'
import { GRANTS_PER_PERSON_MAX } from '../contract/fields.ts'
import type { Grant } from '../domain/permit.ts'
import { openPersonKeys } from '../access/person-keys.ts'
import { listApiKeys } from '../queries/api-keys.ts'
import { listInvitations } from '../queries/invitations.ts'
import { readMe } from '../queries/me.ts'
import { readOrganisation } from '../queries/organisation.ts'
import { listPeople, readPerson } from '../queries/people.ts'
import { aPerson, anInvitation, callerOf, callerWith, cast, castSince, CLIENT_A, CLIENT_B, PASSWORD, seedCast } from '../testing.ts'

let platform: PostgresPlatform
let passwordHash: string
const owner = callerOf('owner')
const browser = { address: '192.0.2.7', userAgent: 'a browser' }
const everywhere = (role: Grant['role']): Grant => ({ role, clientId: null, applicationId: null })
const forA = (role: Grant['role']): Grant => ({ role, clientId: CLIENT_A, applicationId: null })
const NOWHERE = '018d0c5e-0000-7000-8000-000000009999'

beforeAll(async () => {
  platform = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  passwordHash = await hashPassword(PASSWORD)
  await platform.work.run(async (tx) => {
    await insertClient(tx, { id: CLIENT_A, name: 'Client A', slug: 'client-a', zone: null, at: castSince })
    await insertClient(tx, { id: CLIENT_B, name: 'Client B', slug: 'client-b', zone: null, at: castSince })
  })
  await seedCast(platform)
})

const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const somebody = (...grants: Grant[]) => aPerson(platform, { passwordHash, grants })
const withKey = async (secret: string): Promise<PersonCaller | null> =>
  (await accessOf(platform).authenticate({ ...browser, bearer: secret, cookies: {} })) as PersonCaller | null
const outcomes = async (attempts: readonly Promise<unknown>[]): Promise<string[]> => {
  const results = await Promise.allSettled(attempts)
  return results.map((result): string => (result.status === 'fulfilled' ? 'done' : result.reason.code.code)).toSorted()
}
const eventsAbout = async (personId: string) => {
  await platform.log.settle()
  return (await platform.log.read(0, 10_000)).filter((event) => event.record.id === personId)
}

describe('who sees whom', () => {
  const seenBy = async (caller: PersonCaller): Promise<string[]> => {
    const { items } = await listPeople(platform, caller, { limit: 200, q: '@example.org' })
    const names = new Map(Object.entries(cast).map(([key, person]) => [person.id, key]))
    return items.flatMap((person) => names.get(person.id) ?? []).toSorted()
  }

  test('who reads people everywhere sees everybody', async () => {
    expect(await seenBy(callerOf('lead'))).toEqual(Object.keys(cast).toSorted())
  })

  test('who works for one client sees colleagues and that client’s people, never those of another client', async () => {
    const colleagues = ['developer', 'lead', 'owner', 'projectManager', 'qa', 'userSupport']
    expect(await seenBy(callerOf('engineer'))).toEqual([...colleagues, 'contact', 'engineer'].toSorted())
    expect(await seenBy(callerOf('outsideLead'))).toEqual([...colleagues, 'outsideLead', 'stranger'].toSorted())
  })

  test('a person of another client looks like nobody', async () => {
    await expect(readPerson(platform, callerOf('outsideLead'), cast.contact.id)).rejects.toEqual(refusal('common.not_found'))
    await expect(readPerson(platform, owner, NOWHERE)).rejects.toEqual(refusal('common.not_found'))
  })

  test('contacts and people without a role see no list', async () => {
    for (const who of ['contact', 'stranger', 'powerless'] as const) {
      await expect(listPeople(platform, callerOf(who), { limit: 10 })).rejects.toEqual(refusal('common.forbidden'))
    }
  })

  test('the list is paged by name and gives everybody once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listPeople(platform, owner, { limit: 4, cursor })
      seen.push(...page.items.map((person) => person.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([...seen].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    expect(seen.length).toBeGreaterThanOrEqual(Object.keys(cast).length)
  })

  test('the list is filtered by name, address, state and role, taking signs of the search as they are', async () => {
    const ids = async (query: object) => (await listPeople(platform, owner, { limit: 50, ...query })).items.map((person) => person.id)
    expect(await ids({ q: 'CLARA' })).toEqual([cast.contact.id])
    expect(await ids({ q: 'stella.brandt@' })).toEqual([cast.stranger.id])
    expect(await ids({ q: '%' })).toEqual([])
    expect(await ids({ role: 'qa', state: 'active' })).toEqual([cast.qa.id])
  })
})

describe('invitations', () => {
  const invitation = (email: string, ...grants: Grant[]) => ({ email, name: undefined, grants })
  const tokenOf = (link: string) => link.split('#')[1] ?? ''

  test('let somebody in with the roles that they name', async () => {
    const { link, invitation: row } = await invite(platform, owner, invitation('ida@example.org', everywhere('qa'), forA('developer')))
    const offered = await readOpenInvitation(platform, tokenOf(link))
    expect(offered).toMatchObject({
      organisation: 'Northwind Support',
      invitation: { inviterName: 'Olivia Owens', email: 'ida@example.org' },
    })
    const { personId } = await acceptInvitation(platform, { token: tokenOf(link), name: 'Ida Invited', password: PASSWORD, browser })
    expect(personId).toBe(row.personId)
    const me = await readMe(platform, { personId, scopes: null, method: 'password' })
    expect(me).toMatchObject({
      name: 'Ida Invited',
      zone: 'Europe/Berlin',
      grants: [{ role: 'qa' }, { role: 'developer', clientId: CLIENT_A }],
    })
    expect(me.permissions).toContain('catalog.applications.write')
    const kinds = (await eventsAbout(personId)).map((event) => event.kind)
    expect(kinds).toEqual(['person.invited', 'role.granted', 'role.granted', 'person.joined', 'person.signed_in'])
  })

  test('are accepted once, also when the link is opened twice at the same moment', async () => {
    const { token } = await anInvitation(platform)
    const accept = () => acceptInvitation(platform, { token, name: 'Ida', password: PASSWORD, browser })
    expect(await outcomes([accept(), accept()])).toEqual(['done', 'identity.link_spent'])
    await expect(accept()).rejects.toEqual(refusal('identity.link_spent'))
  })

  test('survive a password that is refused', async () => {
    const { token } = await anInvitation(platform)
    const accept = (password: string) => acceptInvitation(platform, { token, name: 'Ida', password, browser })
    await expect(accept('1234567890')).rejects.toEqual(refusal('identity.password_refused'))
    await expect(accept('northwind support')).rejects.toMatchObject({ fields: [{ field: 'body.password' }] })
    await accept(PASSWORD)
  })

  test('expire after two weeks and stay listed, so that they can be renewed or withdrawn', async () => {
    const { token, invitationId } = await anInvitation(platform)
    platform.clock.advance(14 * DAY_MS)
    await expect(readOpenInvitation(platform, token)).rejects.toEqual(refusal('identity.link_spent'))
    const { items } = await listInvitations(platform, owner, { limit: 50 })
    expect(items.find((item) => item.id === invitationId)).toMatchObject({ expired: true })
  })

  test('are replaced by a newer one to the same address, whatever its case', async () => {
    const first = await invite(platform, owner, invitation('renewed@example.org', everywhere('qa')))
    const second = await invite(platform, owner, invitation('Renewed@Example.org', everywhere('developer')))
    expect(second.invitation.personId).toBe(first.invitation.personId)
    expect(second.invitation.grants).toMatchObject([{ role: 'developer' }])
    await expect(readOpenInvitation(platform, tokenOf(first.link))).rejects.toEqual(refusal('identity.link_spent'))
  })

  test('to the same new address at the same moment leave one open', async () => {
    const invites = ['twice@example.org', 'twice@example.org', 'TWICE@example.org'].map((email) =>
      invite(platform, owner, invitation(email, everywhere('qa'))),
    )
    expect(await outcomes(invites)).toEqual(['done', 'done', 'done'])
    const { items } = await listInvitations(platform, owner, { limit: 50 })
    expect(items.filter((item) => item.email.toLowerCase() === 'twice@example.org')).toHaveLength(1)
  })

  test('that are withdrawn work no more, and the person can be invited anew', async () => {
    const { token, invitationId, id, email } = await anInvitation(platform, { grants: [everywhere('qa')] })
    await revokeInvitation(platform, owner, invitationId)
    await expect(readOpenInvitation(platform, token)).rejects.toEqual(refusal('identity.link_spent'))
    expect(await readPerson(platform, owner, id)).toMatchObject({ state: 'deactivated', grants: [] })
    await expect(revokeInvitation(platform, owner, invitationId)).rejects.toEqual(refusal('common.not_found'))
    await expect(reactivatePerson(platform, owner, id)).rejects.toEqual(refusal('identity.state_unfit'))
    expect((await invite(platform, owner, invitation(email, everywhere('qa')))).invitation.personId).toBe(id)
  })

  test('are refused for who has an account, for a client that does not exist, and for roles of a wrong shape', async () => {
    const tries: [object, string][] = [
      [invitation(cast.qa.email, everywhere('qa')), 'identity.already_member'],
      [invitation('x@example.org', { ...forA('qa'), clientId: NOWHERE }), 'common.invalid_request'],
      [invitation('x@example.org', everywhere('client_contact')), 'identity.grant_misshapen'],
      [invitation('x@example.org', forA('owner')), 'identity.grant_misshapen'],
    ]
    for (const [body, code] of tries) {
      await expect(invite(platform, owner, body as ReturnType<typeof invitation>)).rejects.toEqual(refusal(code))
    }
    expect((await listPeople(platform, owner, { limit: 1, q: 'x@example.org' })).items).toEqual([])
  })

  test('are made by owners only', async () => {
    for (const who of ['lead', 'projectManager', 'stranger', 'powerless'] as const) {
      await expect(invite(platform, callerOf(who), invitation('x@example.org', everywhere('qa')))).rejects.toEqual(
        refusal('common.forbidden'),
      )
    }
  })
})

describe('roles', () => {
  test('are given once, taken away, and told each time', async () => {
    const { id } = await somebody()
    await grantRole(platform, owner, id, forA('developer'))
    await grantRole(platform, owner, id, forA('developer'))
    const { grants } = await readPerson(platform, owner, id)
    expect(grants).toMatchObject([{ role: 'developer', clientId: CLIENT_A, applicationId: null }])
    await revokeRole(platform, owner, id, grants[0]?.id ?? '')
    await expect(revokeRole(platform, owner, id, grants[0]?.id ?? '')).rejects.toEqual(refusal('common.not_found'))
    expect((await eventsAbout(id)).map((event) => event.kind)).toEqual(['role.granted', 'role.revoked'])
  })

  test('for a client or application that does not exist name the field', async () => {
    const { id } = await somebody()
    const forNobody = grantRole(platform, owner, id, { role: 'qa', clientId: NOWHERE, applicationId: null })
    await expect(forNobody).rejects.toMatchObject({ fields: [{ field: 'body.clientId' }] })
    const forNothing = grantRole(platform, owner, id, { role: 'qa', clientId: null, applicationId: NOWHERE })
    await expect(forNothing).rejects.toMatchObject({ fields: [{ field: 'body.applicationId' }] })
  })

  test('are bounded in number', async () => {
    const clients = Array.from({ length: GRANTS_PER_PERSON_MAX }, () => uuidv7())
    await platform.work.run(async (tx) => {
      for (const id of clients) await insertClient(tx, { id, name: 'One of many', slug: `many-${id}`, zone: null, at: castSince })
    })
    const { id } = await somebody(...clients.map((clientId) => ({ role: 'qa' as const, clientId, applicationId: null })))
    await expect(grantRole(platform, owner, id, everywhere('qa'))).rejects.toEqual(refusal('identity.too_many'))
  })

  test('are not given beyond what an API key may itself', async () => {
    const { id } = await somebody()
    const scopes = ['identity.people.write']
    const key = new PersonCaller({
      personId: cast.owner.id,
      sessionId: null,
      apiKeyId: NOWHERE,
      rights: { grants: cast.owner.grants, scopes },
    })
    await expect(grantRole(platform, key, id, everywhere('owner'))).rejects.toEqual(refusal('identity.beyond_own_rights'))
  })
})

describe('the last owner', () => {
  const ownerGrant = async (id: string) => (await readPerson(platform, owner, id)).grants.find((grant) => grant.role === 'owner')?.id ?? ''

  test('cannot be deactivated or lose ownership', async () => {
    await expect(deactivatePerson(platform, owner, cast.owner.id)).rejects.toEqual(refusal('identity.last_owner'))
    const grant = await ownerGrant(cast.owner.id)
    await expect(revokeRole(platform, owner, cast.owner.id, grant)).rejects.toEqual(refusal('identity.last_owner'))
  })

  test('stays when two owners demote or deactivate each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const second = await somebody(everywhere('owner'))
      const [mine, theirs] = [await ownerGrant(cast.owner.id), await ownerGrant(second.id)]
      const attempts =
        round % 2 === 0
          ? [revokeRole(platform, owner, cast.owner.id, mine), revokeRole(platform, owner, second.id, theirs)]
          : [deactivatePerson(platform, owner, cast.owner.id), deactivatePerson(platform, owner, second.id)]
      expect(await outcomes(attempts)).toEqual(['done', 'identity.last_owner'])
      await backToOlivia(second.id)
    }
  })

  test('an invited or deactivated owner does not count', async () => {
    await anInvitation(platform, { grants: [everywhere('owner')] })
    await expect(deactivatePerson(platform, owner, cast.owner.id)).rejects.toEqual(refusal('identity.last_owner'))
  })

  /** Makes Olivia the one owner again, whoever won. */
  async function backToOlivia(other: string): Promise<void> {
    const olivia = await readPerson(platform, owner, cast.owner.id)
    if (olivia.state === 'deactivated') await reactivatePerson(platform, owner, olivia.id)
    await grantRole(platform, owner, olivia.id, everywhere('owner'))
    if ((await readPerson(platform, owner, other)).state === 'active') await deactivatePerson(platform, owner, other)
  }
})

describe('profiles', () => {
  test('are changed by their owner, seen by version, with names encrypted in the log', async () => {
    const { id } = await somebody()
    const me = callerWith([], id)
    await updateMe(platform, me, { version: 2, to: { name: 'Ada Renamed', theme: 'dark' } })
    await expect(updateMe(platform, me, { version: 2, to: { name: 'Ada Again' } })).rejects.toEqual(refusal('common.version_mismatch'))
    expect(await readMe(platform, { personId: id, scopes: null, method: 'password' })).toMatchObject({
      name: 'Ada Renamed',
      theme: 'dark',
      version: 3,
    })
    expect((await eventsAbout(id)).at(-1)?.particulars).toEqual({ changed: ['name', 'theme'], name: 'Ada Renamed' })
  })

  test('get another e-mail address from an owner, unless somebody has it', async () => {
    const { id } = await somebody()
    const change = (email: string) => updatePerson(platform, owner, id, { version: 2, to: { email } })
    await expect(change('QUENTIN.ADLER@example.org')).rejects.toMatchObject({ fields: [{ field: 'body.email' }] })
    await change('ada.elsewhere@example.org')
    expect(await readPerson(platform, owner, id)).toMatchObject({ email: 'ada.elsewhere@example.org' })
  })

  test('of a person who comes back are as they were, with their roles', async () => {
    const { id } = await somebody(forA('developer'))
    await deactivatePerson(platform, owner, id)
    await expect(deactivatePerson(platform, owner, id)).rejects.toEqual(refusal('identity.state_unfit'))
    await reactivatePerson(platform, owner, id)
    expect(await readPerson(platform, owner, id)).toMatchObject({ state: 'active', grants: [{ role: 'developer' }] })
  })

  test('of the organisation are changed by owners only', async () => {
    const { version } = await readOrganisation(platform)
    const lead = callerOf('lead')
    await expect(updateOrganisation(platform, lead, { version, to: { name: 'Mine' } })).rejects.toEqual(refusal('common.forbidden'))
    await updateOrganisation(platform, owner, { version, to: { zone: 'Asia/Tokyo' } })
    const again = updateOrganisation(platform, owner, { version, to: { zone: 'Asia/Tokyo' } })
    await expect(again).rejects.toEqual(refusal('common.version_mismatch'))
    expect(await readOrganisation(platform)).toMatchObject({ name: 'Northwind Support', zone: 'Asia/Tokyo' })
  })
})

describe('API keys', () => {
  const key = (scopes: string[], expiresInDays: number | null = null) => ({ name: 'deploy script', scopes, expiresInDays })

  test('act with part of their person’s rights and lose what the person loses', async () => {
    const { id } = await somebody(forA('developer'))
    const made = await createApiKey(
      platform,
      callerWith([forA('developer')], id),
      key(['catalog.applications.read', 'catalog.applications.write']),
    )
    expect(made.secret).toMatch(/^pck_[0-9a-f]{48}$/)
    expect(made.secret.startsWith(made.apiKey.prefix)).toBe(true)
    const names = await platform.work.read((tx) => apiKeysByIds(tx, [made.apiKey.id]))
    expect(names.get(made.apiKey.id)?.name).toBe('deploy script')
    const caller = await withKey(made.secret)
    expect(caller?.ref).toEqual({ kind: 'api_key', id: made.apiKey.id })
    expect(caller?.may('catalog.applications.write', { clientId: CLIENT_A, applicationId: null, audience: 'internal' })).toBe(true)
    expect(caller?.may('catalog.applications.write', { clientId: CLIENT_B, applicationId: null, audience: 'internal' })).toBe(false)
    expect(caller?.holds('identity.people.read')).toBe(false)
    const { grants } = await readPerson(platform, owner, id)
    await revokeRole(platform, owner, id, grants[0]?.id ?? '')
    expect((await withKey(made.secret))?.holds('catalog.applications.write')).toBe(false)
    await deactivatePerson(platform, owner, id)
    expect(await withKey(made.secret)).toBeNull()
  })

  test('cannot be given what their maker does not hold, nor be made with a key', async () => {
    const lead = callerOf('lead')
    const beyond = createApiKey(platform, lead, key(['catalog.applications.read', 'identity.people.write', 'no.such.thing']))
    await expect(beyond).rejects.toMatchObject({ fields: [{ field: 'body.scopes.1' }, { field: 'body.scopes.2' }] })
    const asKey = new PersonCaller({ personId: cast.lead.id, sessionId: null, apiKeyId: NOWHERE, rights: lead.rights })
    await expect(createApiKey(platform, asKey, key(['catalog.applications.read']))).rejects.toEqual(refusal('identity.session_needed'))
    await expect(createApiKey(platform, callerOf('contact'), key(['catalog.applications.read']))).rejects.toEqual(
      refusal('common.forbidden'),
    )
  })

  test('end on their day, and at once when revoked by their person or an owner, not by the stranger', async () => {
    const lead = callerOf('lead')
    const [expiring, mine, ours] = await Promise.all([
      createApiKey(platform, lead, key(['catalog.clients.read'], 1)),
      createApiKey(platform, lead, key(['catalog.clients.read'])),
      createApiKey(platform, lead, key(['catalog.clients.read'])),
    ])
    await expect(revokeApiKey(platform, callerOf('stranger'), mine.apiKey.id)).rejects.toEqual(refusal('common.not_found'))
    await expect(revokeApiKey(platform, callerOf('developer'), mine.apiKey.id)).rejects.toEqual(refusal('common.not_found'))
    await revokeApiKey(platform, lead, mine.apiKey.id)
    await revokeApiKey(platform, owner, ours.apiKey.id)
    expect([await withKey(mine.secret), await withKey(ours.secret)]).toEqual([null, null])
    expect(await withKey(expiring.secret)).not.toBeNull()
    platform.clock.advance(DAY_MS)
    expect(await withKey(expiring.secret)).toBeNull()
    expect(await listApiKeys(platform, lead)).toMatchObject([{ id: expiring.apiKey.id, expired: true }])
    expect(await listApiKeys(platform, callerOf('developer'))).toEqual([])
  })

  test('are bounded in number for each person', async () => {
    const { id } = await somebody(everywhere('qa'))
    const maker = callerWith([everywhere('qa')], id)
    const all = Array.from({ length: KEYS_PER_PERSON_MAX + 3 }, () => createApiKey(platform, maker, key(['catalog.clients.read'])))
    const refused = (await outcomes(all)).filter((outcome) => outcome === 'identity.too_many')
    expect(refused).toHaveLength(3)
  })
})
