import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { accessOf, ContactCaller, openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { contactEvents } from '#events/contacts.ts'
import { identityEvents } from '#events/identity.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { MINUTE_MS, toIso } from '#kit/time.ts'
import { relayAt, testRelay, useRelay, type TestRelay } from '#platform/mail/testing.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { until } from '#test/support/until.ts'
import { contactAuthenticate, contactVisitors } from './access/contact-access.ts'
import { contactsPersonal } from './actions/erasure.ts'
import { openLink, requestLink } from './actions/links.ts'
import { sweepContacts } from './actions/sweep.ts'
import { contactsContract } from './contract/contract.ts'
import { contactHandlers, ownHandlers } from './http/handlers.ts'

let platform: PostgresPlatform
let relay: TestRelay
let call: ReturnType<typeof calling<typeof contactsContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')
const engineer = callerOf('engineer')
const stranger = callerOf('stranger')
const clientA = toId('client', CLIENT_A)
const clientB = toId('client', CLIENT_B)
const browser = { address: '192.0.2.7', userAgent: 'a browser' }

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...identityEvents, ...catalogEvents, ...contactEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  relay = await testRelay()
  await useRelay(platform, relayAt(relay))
  call = calling(contactsContract, { ...contactHandlers(platform), ...ownHandlers(platform) })
  catalog = calling(catalogContract, catalogHandlers(platform))
})

let made = 0
const added = (body: object = {}) => call('createContact', owner, { body: { clientId: clientA, name: `Clara ${++made}`, ...body } })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const eventsOf = async (id: string) => {
  await platform.log.settle()
  return (await platform.log.read(0, 100_000)).filter((event) => event.record.id === toUuid('contact', id))
}

/** Asks for a link and reads its token from the mail that came; undefined when none came. */
async function linkFor(email: string): Promise<string | undefined> {
  const before = relay.taken.length
  await requestLink(platform, email)
  await platform.mail.now()
  const mail = relay.taken.slice(before).find(({ to }) => to.includes(email.toLowerCase()))
  return mail && /\/contact\/link#([0-9a-f]{48})/.exec(mail.raw.replaceAll('=\r\n', ''))?.[1]
}

/** The caller behind a session's cookie; null once it has ended. */
const callerBehind = (token: string) =>
  contactAuthenticate(platform)({ bearer: null, cookies: { pitcrew_contact: token }, address: '192.0.2.7', userAgent: 'a browser' })

async function comeIn(email: string): Promise<{ readonly token: string; readonly caller: ContactCaller }> {
  const { token } = await openLink(platform, { token: (await linkFor(email)) ?? '', browser })
  const caller = await callerBehind(token)
  if (!(caller instanceof ContactCaller)) throw new Error('the cookie of a contact is a contact')
  return { token, caller }
}

describe('looking after contacts', () => {
  test('a contact has addresses in order, and at one client an e-mail address is one person’s', async () => {
    const clara = await added({ emails: ['Clara@Alder.example', 'clara@alder.example'], phones: ['+49 30 1234567'], locale: 'de' })
    expect(clara).toMatchObject({ emails: ['clara@alder.example'], phones: ['+49 30 1234567'], client: { name: 'Alder' }, state: 'active' })
    await expect(added({ emails: ['CLARA@alder.example'] })).rejects.toEqual(refused('contacts.address_taken'))
    expect(await added({ clientId: clientB, emails: ['clara@alder.example'] })).toMatchObject({ client: { name: 'Birch' } })
  })

  test('a change needs the version that was read and tells which fields, never what they hold', async () => {
    const { id, version } = await added({ emails: ['change@alder.example'] })
    const body = { name: 'Clara Neu', emails: ['new@alder.example', 'change@alder.example'] }
    expect(await call('changeContact', owner, { params: { id }, body, ifMatch: version })).toMatchObject({ ...body, version: version + 1 })
    await expect(call('changeContact', owner, { params: { id }, body, ifMatch: version })).rejects.toEqual(
      refused('common.version_mismatch'),
    )
    const told = await eventsOf(id)
    expect(told.map(({ kind, particulars }) => [kind, particulars])).toEqual([
      ['contact.created', { applicationId: null }],
      ['contact.changed', { fields: ['name', 'emails'] }],
    ])
    expect(JSON.stringify(told)).not.toContain('alder.example')
  })

  test('an end user belongs to an application of that client and of no other', async () => {
    const application = await catalog('createApplication', owner, { body: { clientId: clientA, name: 'Shop' } })
    expect(await added({ applicationId: application.id })).toMatchObject({ applicationId: application.id })
    await expect(added({ clientId: clientB, applicationId: application.id })).rejects.toEqual(refused('contacts.no_such_client'))
  })

  test('lists find by name and address, and hold what the caller reaches: nothing of another client, and nothing for contacts', async () => {
    const { id } = await added({ name: 'Zora Findable', emails: ['z.findable@alder.example'] })
    const found = async (text: string, who = engineer) => (await call('listContacts', who, { query: { text } })).items.map((row) => row.id)
    expect(await found('findABLE')).toEqual([id])
    expect(await found('z.findable@')).toEqual([id])
    expect(await found('findable', callerOf('outsideLead'))).toEqual([])
    expect(await found('findable', stranger)).toEqual([])
    await expect(call('readContact', callerOf('outsideLead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
    await expect(call('readContact', stranger, { params: { id } })).rejects.toEqual(refused('common.forbidden'))
  })

  test('a list of any length comes in pages without a gap or a repetition', async () => {
    await Promise.all(Array.from({ length: 7 }, (_, index) => added({ name: `Page ${index % 3}` })))
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await call('listContacts', owner, { query: { limit: '3', text: 'page ', ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map(({ id }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7])
  })

  test('a duplicate gives its addresses away, points at the one that is kept, and those that pointed at it follow', async () => {
    const [kept, twin, older] = [
      await added({ emails: ['m1@alder.example'] }),
      await added({ emails: ['m2@alder.example'] }),
      await added(),
    ]
    const intoTwin = await call('mergeContact', owner, { params: { id: twin.id }, body: { duplicateId: older.id }, ifMatch: twin.version })
    expect(intoTwin.emails).toEqual(['m2@alder.example'])
    const merged = await call('mergeContact', engineer, { params: { id: kept.id }, body: { duplicateId: twin.id }, ifMatch: kept.version })
    expect(merged.emails).toEqual(['m1@alder.example', 'm2@alder.example'])
    for (const { id } of [twin, older]) {
      expect(await call('readContact', owner, { params: { id } })).toMatchObject({ state: 'merged', mergedInto: kept.id, emails: [] })
    }
    const again = { params: { id: twin.id }, body: { name: 'X' }, ifMatch: intoTwin.version + 1 }
    await expect(call('changeContact', owner, again)).rejects.toEqual(refused('contacts.merged'))
    const other = await added({ clientId: clientB })
    const across = { params: { id: kept.id }, body: { duplicateId: other.id }, ifMatch: merged.version }
    await expect(call('mergeContact', owner, across)).rejects.toEqual(refused('contacts.not_mergeable'))
    await expect(call('mergeContact', engineer, across)).rejects.toEqual(refused('common.not_found'))
  })
})

describe('coming in by a link', () => {
  test('a link works once, and two who press it at the same moment do not both get in', async () => {
    await added({ emails: ['once@alder.example'], locale: 'de' })
    const token = (await linkFor('Once@Alder.example')) ?? ''
    const tries = await Promise.allSettled([1, 2, 3].map(() => openLink(platform, { token, browser })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(openLink(platform, { token, browser })).rejects.toEqual(refused('contacts.link_spent'))
  })

  test('a link is not in the store, neither by itself nor in its mail, and ends after 15 minutes', async () => {
    await added({ emails: ['late@alder.example'] })
    const token = (await linkFor('late@alder.example')) ?? ''
    expect(token).toHaveLength(48)
    const messages = await platform.work.read((tx) => platform.mail.list(tx, { before: null, limit: 100, text: 'late@' }))
    expect(JSON.stringify(messages)).not.toContain(token)
    platform.clock.advance(15 * MINUTE_MS)
    await expect(openLink(platform, { token, browser })).rejects.toEqual(refused('contacts.link_spent'))
  })

  test('an unknown address gets the same answer, in no less time, and no mail', async () => {
    const before = relay.taken.length
    const body = { email: 'nobody@alder.example' }
    const startedAt = performance.now()
    expect(await call('requestLink', owner, { body })).toEqual({ answer: 'if_known_a_link_is_on_its_way' })
    expect(performance.now() - startedAt).toBeGreaterThan(250)
    await platform.mail.now()
    expect(relay.taken.length).toBe(before)
  })

  test('nobody’s mailbox is filled: three links are open at most', async () => {
    await added({ emails: ['much@alder.example'] })
    const links = [await linkFor('much@alder.example'), await linkFor('much@alder.example'), await linkFor('much@alder.example')]
    expect(links.every(Boolean)).toBe(true)
    expect(await linkFor('much@alder.example')).toBeUndefined()
  })

  test('a contact sees what is shared with their client, nothing of another, and nothing that needs an account', async () => {
    const own = await catalog('createApplication', owner, { body: { clientId: clientA, name: 'Own shop' } })
    const foreign = await catalog('createApplication', owner, { body: { clientId: clientB, name: 'Foreign shop' } })
    await added({ emails: ['sees@alder.example'] })
    const { caller } = await comeIn('sees@alder.example')
    expect(caller.ref.kind).toBe('contact')
    expect((await catalog('readApplication', caller, { params: { id: own.id } })).name).toBe('Own shop')
    await expect(catalog('readApplication', caller, { params: { id: foreign.id } })).rejects.toEqual(refused('common.not_found'))
    const clients = await catalog('listClients', caller, {})
    expect(clients.items.map(({ id }) => id)).toEqual([clientA])
    await expect(call('listContacts', caller, {})).rejects.toEqual(refused('common.forbidden'))
    await expect(call('readOwn', owner, {})).rejects.toEqual(refused('contacts.for_contacts'))
  })

  test('an end user comes in and sees nothing of the client’s', async () => {
    const application = await catalog('createApplication', owner, { body: { clientId: clientA, name: 'Used shop' } })
    await added({ applicationId: application.id, emails: ['user@alder.example'] })
    const { caller } = await comeIn('user@alder.example')
    expect((await catalog('listClients', caller, {})).items).toEqual([])
    expect((await call('readOwn', caller, {})).sessions).toHaveLength(1)
  })

  test('sessions are listed and ended by the contact, and by the team all at once', async () => {
    const { id } = await added({ emails: ['many@alder.example'] })
    const here = await comeIn('many@alder.example')
    const there = await comeIn('many@alder.example')
    const own = await call('readOwn', here.caller, {})
    expect(own.sessions.filter(({ current }) => current)).toHaveLength(1)
    const other = own.sessions.find(({ current }) => !current)?.id
    await call('endOwnSession', here.caller, { params: { id: other } })
    expect(await callerBehind(there.token)).toBeNull()
    expect((await call('listContactSessions', engineer, { params: { id } })).items).toHaveLength(1)
    await call('endContactSessions', engineer, { params: { id } })
    expect(await callerBehind(here.token)).toBeNull()
    expect((await eventsOf(id)).map(({ kind, actor }) => [kind, actor.kind]).filter(([kind]) => kind === 'contact.signed_in')).toEqual([
      ['contact.signed_in', 'contact'],
      ['contact.signed_in', 'contact'],
    ])
  })

  test('a session tells when it was last seen, to the minute', async () => {
    await added({ emails: ['seen@alder.example'] })
    const { token } = await comeIn('seen@alder.example')
    platform.clock.advance(2 * MINUTE_MS)
    const caller = (await callerBehind(token)) as ContactCaller
    const { sessions } = await call('readOwn', caller, {})
    expect(sessions.map(({ lastSeenAt }) => lastSeenAt)).toEqual([toIso(platform.clock.now())])
  })

  test('nobody ends the session of somebody else', async () => {
    await added({ emails: ['mine@alder.example'] })
    await added({ emails: ['yours@alder.example'] })
    const [mine, yours] = [await comeIn('mine@alder.example'), await comeIn('yours@alder.example')]
    const target = { params: { id: toId('contact_session', yours.caller.sessionId) } }
    await expect(call('endOwnSession', mine.caller, target)).rejects.toEqual(refused('common.not_found'))
    expect(await callerBehind(yours.token)).not.toBeNull()
  })

  test('who is deactivated is out at once, gets no link, and can be taken back', async () => {
    const { id, version } = await added({ emails: ['gone@alder.example'] })
    const { token } = await comeIn('gone@alder.example')
    const gone = await call('setContactState', owner, { params: { id }, body: { state: 'deactivated' }, ifMatch: version })
    expect(await callerBehind(token)).toBeNull()
    expect(await linkFor('gone@alder.example')).toBeUndefined()
    await call('setContactState', owner, { params: { id }, body: { state: 'active' }, ifMatch: gone.version })
    expect(await linkFor('gone@alder.example')).toBeDefined()
  })

  test('links and sessions that ended by themselves are removed', async () => {
    await added({ emails: ['swept@alder.example'] })
    const { token } = await comeIn('swept@alder.example')
    await linkFor('swept@alder.example')
    platform.clock.advance(31 * 24 * 60 * MINUTE_MS)
    await sweepContacts(platform)
    expect(await callerBehind(token)).toBeNull()
  })
})

test('the live streams of a contact end as soon as their access does: signed out by the team, deactivated, merged or erased', async () => {
  await platform.log.start()
  const access = accessOf(platform)
  access.also(contactVisitors(platform))
  const ended = new Set<string>()
  const endings: [string, (one: { id: string; version: number }) => Promise<unknown>][] = [
    [
      'deactivated',
      ({ id, version }) => call('setContactState', owner, { params: { id }, body: { state: 'deactivated' }, ifMatch: version }),
    ],
    [
      'merged',
      async ({ id }) => {
        const into = await added()
        return call('mergeContact', owner, { params: { id: into.id }, body: { duplicateId: id }, ifMatch: into.version })
      },
    ],
    [
      'erased',
      ({ id }) => {
        const subject = { personIds: [], contactIds: [toUuid('contact', id) ?? ''], emails: [], names: [] }
        return platform.work.run((tx) => contactsPersonal(platform).erase(subject, tx, { actor: owner.ref, at: platform.clock.now() }))
      },
    ],
  ]
  for (const [how, end] of endings) {
    const email = `${how}.stream@alder.example`
    const contact = await added({ emails: [email] })
    const { caller } = await comeIn(email)
    const stop = access.onChange((affects) => {
      if (affects(caller)) ended.add(how)
      expect(affects(callerOf('engineer'))).toBe(false)
    })
    await end(contact)
    await until(() => ended.has(how))
    stop()
  }
  await platform.log.stop()
})

test('whoever is erased is found by nothing any more, exported before, and what referred to them stays', async () => {
  const { id, version } = await added({ name: 'Emil Earlier', emails: ['emil@alder.example'], phones: ['030 77'] })
  await call('changeContact', owner, { params: { id }, body: { name: 'Emil Erased' }, ifMatch: version })
  const personal = contactsPersonal(platform)
  const { token } = await comeIn('emil@alder.example')
  const uuid = toUuid('contact', id) ?? ''
  const asked = { personIds: [], contactIds: [], emails: ['emil@alder.example'], names: [] }
  const subject = { ...asked, ...(await platform.work.read(async (tx) => personal.identify?.(asked, tx))) }
  expect(subject).toMatchObject({ contactIds: [uuid], names: ['Emil Erased', 'Emil Earlier'] })
  const items: unknown[] = []
  const emails: string[] = []
  await platform.work.read(async (tx) => {
    for await (const item of personal.export(subject, tx)) items.push(item)
    for await (const email of personal.emails?.(tx) ?? []) emails.push(email)
  })
  expect(items).toMatchObject([
    { kind: 'contacts', data: { name: 'Emil Erased', formerNames: ['Emil Earlier'], phones: ['030 77'] } },
    { kind: 'sessions' },
  ])
  expect(emails).toContain('emil@alder.example')
  const act = { actor: owner.ref, at: platform.clock.now() }
  for (const count of [1, 0]) {
    const { counts } = await platform.work.run((tx) => personal.erase(subject, tx, act))
    expect(counts).toMatchObject({ contacts: count, former_names: count })
  }
  expect(await callerBehind(token)).toBeNull()
  expect((await call('listContacts', owner, { query: { text: 'emil', state: 'all' } })).items).toEqual([])
  expect(await call('readContact', owner, { params: { id } })).toMatchObject({ name: 'an erased person', emails: [], state: 'deactivated' })
})
