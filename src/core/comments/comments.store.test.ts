import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { aPerson, callerOf, callerWith, cast, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { aChore, declareChores } from '#core/records/testing.ts'
import { deleteRecord, findRecord } from '#core/records/public.ts'
import { commentEvents } from '#events/comments.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { later, type Instant } from '#kit/time.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { commentsPersonal, commentsRetention } from './actions/erasure.ts'
import { commentsContract } from './contract/contract.ts'
import { commentsHandlers } from './http/handlers.ts'
import { commentNotifies } from './notifies.ts'
import { watchersOf } from './public.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof commentsContract>>
const person = (who: CastMember) => toId('person', cast[who].id)
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

beforeAll(async () => {
  platform = await postgresPlatform({ events: commentEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  await declareChores(platform)
  call = calling(commentsContract, commentsHandlers(platform))
})

interface Words {
  readonly text?: string
  readonly audience?: 'internal' | 'client'
  readonly seen?: string | null
}
const say = (who: CastMember, record: string, words: Words = {}) =>
  call('createComment', callerOf(who), { body: { record, text: 'Looks right to me.', ...words } })
const texts = async (who: CastMember, record: string) =>
  (await call('listComments', callerOf(who), { query: { record } })).items.map(({ text }) => text)
const eventsAbout = async (record: string) => {
  await platform.log.settle()
  return (await platform.log.read(0, 100_000)).filter((event) => event.record.id === toUuid('task', record))
}

describe('who hears a comment', () => {
  test('what the team says among itself no contact reads, and what it says to the client they do', async () => {
    const record = await aChore(platform)
    await say('engineer', record, { text: 'between us' })
    await say('engineer', record, { text: 'for you', audience: 'client' })
    expect(await texts('lead', record)).toEqual(['for you', 'between us'])
    expect(await texts('contact', record)).toEqual(['for you'])
  })

  test('a contact speaks openly, and cannot do otherwise', async () => {
    const record = await aChore(platform)
    expect((await say('contact', record)).audience).toBe('client')
    await expect(say('contact', record, { audience: 'internal' })).rejects.toEqual(refused('comments.audience'))
  })

  test('on an internal record nothing can be said to the client', async () => {
    const record = await aChore(platform, { audience: 'internal' })
    expect((await say('engineer', record)).audience).toBe('internal')
    await expect(say('engineer', record, { audience: 'client' })).rejects.toEqual(refused('comments.audience'))
    await expect(say('contact', record)).rejects.toEqual(refused('common.not_found'))
  })

  test('a stranger of another client meets the same 404 for every way to a comment', async () => {
    const record = await aChore(platform)
    const { id, version } = await say('engineer', record, { audience: 'client' })
    for (const who of ['stranger', 'outsideLead', 'powerless'] as const) {
      const caller = callerOf(who)
      const gone = who === 'powerless' ? expect.anything() : refused('common.not_found')
      await expect(say(who, record)).rejects.toEqual(gone)
      await expect(texts(who, record)).rejects.toEqual(gone)
      await expect(call('readComment', caller, { params: { id } })).rejects.toEqual(gone)
      await expect(call('listCommentVersions', caller, { params: { id } })).rejects.toEqual(gone)
      await expect(call('editComment', caller, { params: { id }, body: { text: 'mine' }, ifMatch: version })).rejects.toEqual(gone)
      await expect(call('setCommentState', caller, { params: { id }, body: { state: 'deleted' }, ifMatch: version })).rejects.toEqual(gone)
      await expect(call('listMentionable', caller, { query: { record } })).rejects.toEqual(gone)
      await expect(call('listWatchers', caller, { params: { record } })).rejects.toEqual(gone)
      await expect(call('watch', caller, { params: { record }, body: {} })).rejects.toEqual(gone)
      await expect(call('unwatch', caller, { params: { record } })).rejects.toEqual(gone)
    }
  })

  test('an internal comment is not there for a contact, even by its id', async () => {
    const { id } = await say('engineer', await aChore(platform))
    await expect(call('readComment', callerOf('contact'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
  })

  test('on a deleted record nothing is said or read', async () => {
    const record = await aChore(platform)
    const uuid = toUuid('task', record) ?? ''
    await say('engineer', record)
    const version = (await platform.work.read((tx) => findRecord(tx, uuid)))?.version ?? 0
    await platform.work.run((tx) => deleteRecord(tx, { kind: 'task' }, { id: uuid, version, at: platform.clock.now() }))
    await expect(texts('engineer', record)).rejects.toEqual(refused('common.not_found'))
    await expect(say('engineer', record)).rejects.toEqual(refused('common.not_found'))
  })
})

describe('who is told', () => {
  const toldOf = async (record: string) => {
    const last = (await eventsAbout(record)).at(-1)
    if (!last) throw new Error('something was said')
    const about = commentNotifies.filter(({ on }) => on.kind === last.kind)
    return (await platform.work.read((tx) => Promise.all(about.map(({ whom }) => whom(last, tx))))).flat()
  }

  test('whom a comment names hears of that, and everybody else who watches that something was said', async () => {
    const record = await aChore(platform)
    await say('engineer', record)
    await say('lead', record, { text: `@${person('qa')} please look` })
    const told = await toldOf(record)
    expect(told[0]).toEqual({ personId: cast.qa.id, reason: 'mentioned' })
    expect(new Set(told.slice(1).map(({ personId, reason }) => `${personId} ${reason}`))).toEqual(
      new Set([`${cast.engineer.id} watching`, `${cast.lead.id} watching`]),
    )
  })
})

describe('mentions', () => {
  test('reach only people who may see the comment; otherwise nothing is sent', async () => {
    const record = await aChore(platform)
    await expect(say('engineer', record, { text: `@${person('stranger')} look` })).rejects.toMatchObject({
      code: { code: 'comments.cannot_be_mentioned' },
      fields: [{ field: 'body.text', message: 'mentions somebody who may not see this comment' }],
    })
    await expect(say('engineer', record, { text: `@${person('contact')} look` })).rejects.toEqual(refused('comments.cannot_be_mentioned'))
    const told = await say('engineer', record, { text: `@${person('contact')} look`, audience: 'client' })
    expect(told.mentions).toEqual([{ id: person('contact'), name: 'Clara Abend' }])
    expect(await texts('engineer', record)).toHaveLength(1)
  })

  test('offer exactly those who may be mentioned', async () => {
    const record = await aChore(platform)
    const offered = async (audience: string) => {
      const { items } = await call('listMentionable', callerOf('engineer'), { query: { record, audience, text: 'a' } })
      return items.map(({ name }) => name)
    }
    expect(await offered('client')).toContain('Clara Abend')
    expect(await offered('internal')).not.toContain('Clara Abend')
    for (const audience of ['client', 'internal']) expect(await offered(audience)).not.toContain('Stella Brandt')
  })

  test('the event says who was mentioned and never what was said', async () => {
    const record = await aChore(platform)
    const { id, version } = await say('engineer', record, { text: `Ask @${person('lead')} about the secret plan` })
    const text = `Ask @${person('lead')} and @${person('qa')}`
    await call('editComment', callerOf('engineer'), { params: { id }, body: { text }, ifMatch: version })
    const events = await eventsAbout(record)
    expect(events.map(({ kind, particulars }) => [kind, particulars['mentioned']])).toEqual([
      ['comment.added', [cast.lead.id]],
      ['comment.edited', [cast.qa.id]],
    ])
    expect(JSON.stringify(events)).not.toContain('secret plan')
  })
})

describe('editing and deleting', () => {
  test('an edit keeps what was said before, and only the author edits', async () => {
    const record = await aChore(platform)
    const { id, version } = await say('engineer', record, { text: 'first' })
    const edit = (who: CastMember, text: string, ifMatch: number) =>
      call('editComment', callerOf(who), { params: { id }, body: { text }, ifMatch })
    await expect(edit('owner', 'theirs', version)).rejects.toEqual(refused('common.forbidden'))
    const second = await edit('engineer', 'second', version)
    expect(second).toMatchObject({ text: 'second', version: version + 1, editedAt: expect.any(String) })
    await expect(edit('engineer', 'late', version)).rejects.toEqual(refused('common.version_mismatch'))
    await edit('engineer', 'third', second.version)
    const { items } = await call('listCommentVersions', callerOf('lead'), { params: { id } })
    expect(items.map(({ text }) => text)).toEqual(['second', 'first'])
  })

  test('a deleted comment leaves its place without its words, and comes back whole', async () => {
    const record = await aChore(platform)
    const { id, version } = await say('engineer', record, { text: 'too hasty' })
    const set = (who: CastMember, state: string, ifMatch: number) =>
      call('setCommentState', callerOf(who), { params: { id }, body: { state }, ifMatch })
    await expect(set('qa', 'deleted', version)).rejects.toEqual(refused('common.forbidden'))
    const gone = await set('engineer', 'deleted', version)
    expect(gone).toMatchObject({ text: '', deletedAt: expect.any(String) })
    await expect(call('editComment', callerOf('engineer'), { params: { id }, body: { text: 'x' }, ifMatch: gone.version })).rejects.toEqual(
      refused('comments.deleted'),
    )
    expect(await set('engineer', 'posted', gone.version)).toMatchObject({ text: 'too hasty', deletedAt: null })
    expect((await set('lead', 'deleted', gone.version + 1)).deletedAt).not.toBeNull()
  })

  test('a newer comment that the author has not seen holds theirs back', async () => {
    const record = await aChore(platform)
    const first = await say('lead', record, { text: 'first', seen: null })
    await expect(say('engineer', record, { text: 'blind', seen: null })).rejects.toEqual(refused('comments.newer_exists'))
    await say('engineer', record, { text: 'informed', seen: first.id })
    await say('engineer', record, { text: 'and more', seen: first.id })
    await say('qa', record, { text: 'by a script' })
    expect(await texts('lead', record)).toEqual(['by a script', 'and more', 'informed', 'first'])
  })

  test('addresses of records become cards for those who may see them', async () => {
    const record = await aChore(platform)
    const other = await aChore(platform, { audience: 'internal', title: 'Fix the pump' })
    const foreign = await aChore(platform, { clientId: CLIENT_B, title: 'Secret of Birch' })
    const at = (id: string) => `${platform.config.publicUrl.replace(/\/$/, '')}/chores/${id}`
    const { id } = await say('engineer', record, { text: `See ${at(other)} and ${at(foreign)}`, audience: 'client' })
    const cards = async (who: CastMember) => (await call('readComment', callerOf(who), { params: { id } })).cards
    expect(await cards('engineer')).toMatchObject([{ title: 'Fix the pump', href: `/chores/${other}`, state: 'Open' }])
    expect(await cards('contact')).toEqual([])
    expect((await cards('owner')).map(({ title }) => title)).toEqual(['Fix the pump', 'Secret of Birch'])
  })
})

describe('watching', () => {
  const watchers = async (who: CastMember, record: string) => {
    const { items, mine } = await call('listWatchers', callerOf(who), { params: { record } })
    return { items: items.map(({ person: one, reason, muted }) => [one.name, reason, muted]), mine: mine?.reason ?? null }
  }

  test('begins by commenting and by being mentioned, with the reason said', async () => {
    const record = await aChore(platform)
    await say('engineer', record, { text: `@${person('lead')}` })
    await say('lead', record, { text: 'Yes.' })
    expect(await watchers('lead', record)).toEqual({
      items: [
        ['Tara Lindqvist', 'mentioned', false],
        ['Emeka Obi', 'commented', false],
      ],
      mine: 'mentioned',
    })
  })

  test('can be chosen, muted and ended, and who muted it hears nothing', async () => {
    const record = await aChore(platform)
    const uuid = toUuid('task', record) ?? ''
    const heard = () => platform.work.read((tx) => watchersOf(tx, uuid))
    await call('watch', callerOf('qa'), { params: { record }, body: {} })
    expect(await heard()).toEqual([{ personId: cast.qa.id, reason: 'chosen' }])
    await call('watch', callerOf('qa'), { params: { record }, body: { muted: true } })
    await say('qa', record)
    expect(await heard()).toEqual([])
    expect((await watchers('qa', record)).items).toEqual([['Quentin Adler', 'chosen', true]])
    await call('unwatch', callerOf('qa'), { params: { record } })
    expect(await watchers('qa', record)).toEqual({ items: [], mine: null })
  })
})

test('a conversation of any length comes in pages without a gap or a repetition', async () => {
  const record = await aChore(platform)
  for (let index = 0; index < 7; index++) await say('lead', record, { text: String(index) })
  const seen: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await call('listComments', callerOf('lead'), { query: { record, limit: '3', ...(cursor ? { cursor } : {}) } })
    seen.push(...page.items.map(({ text }) => text))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'])
})

describe('erasing a person', () => {
  test('empties what they wrote, takes their name out of what others wrote, and takes them off every list', async () => {
    const gone = await aPerson(platform, {
      name: 'Mathilde Quist',
      email: 'mathilde@example.org',
      grants: [{ role: 'qa', clientId: null, applicationId: null }],
    })
    const record = await aChore(platform)
    const caller = callerWith(gone.grants, gone.id)
    const own = await call('createComment', caller, { body: { record, text: 'My own words.' } })
    await call('editComment', caller, { params: { id: own.id }, body: { text: 'My own words, again.' }, ifMatch: own.version })
    const text = `@${toId('person', gone.id)} ask Mathilde Quist (mathilde@example.org) of Quistville`
    const { id } = await say('engineer', record, { text })
    const subject = { personIds: [gone.id], contactIds: [], emails: [gone.email], names: [gone.name] }
    const items: unknown[] = []
    await platform.work.read(async (tx) => {
      for await (const item of commentsPersonal.export(subject, tx)) items.push(item)
    })
    expect(items).toMatchObject([{ kind: 'comments', data: { text: 'My own words, again.' } }])
    const erase = () =>
      platform.work.run((tx) => commentsPersonal.erase(subject, tx, { actor: callerOf('owner').ref, at: platform.clock.now() }))
    expect(await erase()).toEqual({ counts: { comments: 1, watching: 1, namings: 1 } })
    expect(await erase()).toEqual({ counts: { comments: 0, watching: 0, namings: 0 } })
    const kept = await call('readComment', callerOf('engineer'), { params: { id } })
    expect(kept).toMatchObject({ text: '[–] ask [–] ([–]) of Quistville', mentions: [] })
    expect(await call('readComment', callerOf('engineer'), { params: { id: own.id } })).toMatchObject({ text: '', author: null })
    expect((await call('listCommentVersions', callerOf('lead'), { params: { id: own.id } })).items).toEqual([])
  })

  test('deleted comments go for good when their time has come', async () => {
    const { id, version } = await say('engineer', await aChore(platform))
    await call('setCommentState', callerOf('engineer'), { params: { id }, body: { state: 'deleted' }, ifMatch: version })
    const remove = (before: Instant) => platform.work.run(async (tx) => commentsRetention[0]?.remove(tx, { before, limit: 100 }))
    await remove(platform.clock.now())
    await call('readComment', callerOf('engineer'), { params: { id } })
    await remove(later(platform.clock.now(), 1))
    await expect(call('readComment', callerOf('engineer'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
  })
})
