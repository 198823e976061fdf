import { beforeEach, describe, expect, test } from 'vitest'
import { openPersonKeys } from '#core/identity/public.ts'
import { readMe } from '#core/identity/queries/me.ts'
import { PASSWORD } from '#core/identity/testing.ts'
import { listApplications, type ApplicationRow } from '#core/catalog/store/applications.ts'
import { catalogEvents } from '#events/catalog.ts'
import { identityEvents } from '#events/identity.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { offerSetup } from './offer.ts'
import { setUp, type SetUp } from './set-up.ts'
import { isOpen } from '../queries/state.ts'

let platform: PostgresPlatform

beforeEach(async () => {
  platform = await postgresPlatform({ events: [...identityEvents, ...catalogEvents], personKeys: openPersonKeys })
})

const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const tokenOf = (link: string | null) => link?.split('#')[1] ?? ''
const offered = async () => tokenOf(await offerSetup(platform))
const form = (token: string, more: Partial<SetUp> = {}): SetUp => ({
  token,
  owner: { name: 'Olivia Owens', email: 'olivia.owens@example.org', password: PASSWORD, locale: 'en' },
  organisation: { name: 'Northwind Support', zone: 'Europe/Berlin' },
  addresses: '',
  browser: { address: '192.0.2.7', userAgent: 'a browser' },
  ...more,
})
const applications = (): Promise<ApplicationRow[]> =>
  platform.work.read((tx) =>
    listApplications(tx, { reach: { everything: true }, state: 'active', text: undefined, after: null, clientId: undefined, limit: 500 }),
  )

describe('the first visit', () => {
  test('makes organisation, owner and session, an application for each address, and Pitcrew itself', async () => {
    expect(await isOpen(platform)).toBe(true)
    const addresses = 'Shop https://shop.example.com\nwiki.example.com, Blog: blog.example.com\nhttps://shop.example.com/'
    const done = await setUp(platform, form(await offered(), { addresses }))
    expect(await isOpen(platform)).toBe(false)
    expect(done.applications.map(({ name, url }) => [name, url])).toEqual([
      ['Shop', 'https://shop.example.com/'],
      ['wiki.example.com', 'https://wiki.example.com/'],
      ['Blog', 'https://blog.example.com/'],
    ])
    expect(done.notes).toMatchObject([{ line: 3 }])
    const me = await readMe(platform, { personId: done.session.personId, scopes: null, method: 'password' })
    expect(me).toMatchObject({ email: 'olivia.owens@example.org', zone: 'Europe/Berlin', grants: [{ role: 'owner', clientId: null }] })
    expect(me.permissions).toContain('identity.people.write')
    expect((await applications()).filter(({ kind }) => kind === 'self')).toMatchObject([
      { name: 'Pitcrew', url: platform.config.publicUrl },
    ])
  })

  test('is told to the log in the owner’s name', async () => {
    await setUp(platform, form(await offered(), { addresses: 'shop.example.com' }))
    await platform.log.settle()
    const kinds = (await platform.log.read(0, 100)).map((event) => event.kind)
    expect(kinds.slice(0, 4)).toEqual(['organisation.founded', 'person.joined', 'role.granted', 'person.signed_in'])
    expect(kinds).toContain('application.created')
    expect((await platform.log.verify()).ok).toBe(true)
  })

  test('needs no address', async () => {
    await setUp(platform, form(await offered(), { addresses: ' \n ' }))
    expect(await applications()).toHaveLength(1)
  })

  test('takes as many addresses as one request may bring', async () => {
    const addresses = Array.from({ length: 200 }, (_, n) => `app-${n}.example.com`).join('\n')
    const done = await setUp(platform, form(await offered(), { addresses }))
    expect(done.applications).toHaveLength(200)
  })
})

describe('what is refused', () => {
  test('changes nothing and leaves the link whole, so the form can be mended', async () => {
    const token = await offered()
    const bad: [Partial<SetUp>, string, string][] = [
      [{ addresses: 'https://shop.example.com\nftp://files.example.com' }, 'catalog.bad_addresses', 'body.addresses'],
      [{ owner: { ...form(token).owner, password: 'password123' } }, 'identity.password_refused', 'body.owner.password'],
    ]
    for (const [more, code, field] of bad) {
      const attempt = setUp(platform, form(token, more))
      await expect(attempt).rejects.toMatchObject({ code: { code }, fields: [{ field }] })
    }
    expect(await isOpen(platform)).toBe(true)
    expect(await applications()).toEqual([])
    await setUp(platform, form(token))
  })

  test('a guessed link', async () => {
    await offered()
    await expect(setUp(platform, form('0'.repeat(48)))).rejects.toEqual(refusal('setup.link_wrong'))
  })

  test('the link of an earlier start', async () => {
    const earlier = await offered()
    const latest = await offered()
    await expect(setUp(platform, form(earlier))).rejects.toEqual(refusal('setup.link_wrong'))
    await setUp(platform, form(latest))
  })

  test('a second visit, with the same link or any other', async () => {
    const token = await offered()
    await setUp(platform, form(token))
    await expect(setUp(platform, form(token))).rejects.toEqual(refusal('setup.done_already'))
    await expect(setUp(platform, form('0'.repeat(48)))).rejects.toEqual(refusal('setup.done_already'))
    expect(await offerSetup(platform)).toBeNull()
  })
})

test('two visits at the same moment make one organisation, with one owner and the applications of one', async () => {
  const token = await offered()
  const visits = ['olivia', 'tara', 'petra'].map((name) =>
    setUp(platform, form(token, { owner: { ...form(token).owner, email: `${name}@example.org` }, addresses: `${name}.example.com` })),
  )
  const results = await Promise.allSettled(visits)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code.code] : []))
  expect(refused).toEqual(['setup.done_already', 'setup.done_already'])
  expect(await applications()).toHaveLength(2)
  await platform.log.settle()
  const founded = (await platform.log.read(0, 100)).filter((event) => event.kind === 'organisation.founded')
  expect(founded).toHaveLength(1)
})

test('a start during a visit does not break it: one of the two links works', async () => {
  const token = await offered()
  const [visit, next] = await Promise.allSettled([setUp(platform, form(token)), offered()])
  if (visit.status === 'rejected') await setUp(platform, form(next.status === 'fulfilled' ? next.value : ''))
  expect(await isOpen(platform)).toBe(false)
})
