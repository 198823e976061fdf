import { expect, test } from 'vitest'
import type { SealedEvent } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import type { PublicPage } from '../domain/public-page.ts'
import { aPublicPage } from '../testing-page.ts'
import { KeptPages } from './kept-pages.ts'

type Listener = (events: readonly SealedEvent[]) => void

/** A node with one page in the store. */
function node(dataFolder = scratchFolder()) {
  const clock = new SimulatedClock(instant('2026-11-22T14:00:00Z'))
  const store: { page: PublicPage | undefined; isAway: boolean; builds: number } = { page: aPublicPage(), isAway: false, builds: 0 }
  let listener: Listener = () => undefined
  const follow = (heard: Listener) => {
    listener = heard
    return () => undefined
  }
  const answer = <T>(made: () => T): Promise<T> =>
    store.isAway ? Promise.reject(new Fault(common.store_unavailable)) : Promise.resolve(made())
  const pages = new KeptPages({
    platform: { clock, logger: testLogger, config: { dataFolder } as Platform['config'], log: { follow } as unknown as Platform['log'] },
    build: () => answer(() => (store.builds++, store.page)),
    list: () => answer(() => [aPublicPage().id]),
  })
  const tell = (kind: string, of: object = {}) =>
    listener([{ kind, record: { kind: 'status_page', id: aPublicPage().id }, scope: {}, particulars: {}, ...of } as unknown as SealedEvent])
  return { pages, store, clock, dataFolder, tell }
}

test('a page is served from this node’s disk while the stores are away, as of when they were there', async () => {
  const before = node()
  await before.pages.run()
  const after = node(before.dataFolder)
  after.store.isAway = true
  await expect(after.pages.run()).rejects.toMatchObject({ code: common.store_unavailable })
  expect(await after.pages.openPage('shop')).toEqual(aPublicPage())
  after.store.isAway = false
  await after.pages.run()
  expect(after.store.builds).toBe(1)
})

test('a page is made anew when the log tells of it or of what it shows, and not otherwise', async () => {
  const { pages, store, tell, clock } = node()
  await pages.run()
  await pages.run()
  expect(store.builds).toBe(1)
  store.page = aPublicPage({ name: 'Renamed', changesAt: later(clock.now(), 5 * MINUTE_MS) })
  tell('status_page.changed')
  await pages.run()
  expect((await pages.openPage('shop'))?.name).toBe('Renamed')
  tell('check.went_down', { scope: { applicationId: aPublicPage().applicationIds[0] } })
  tell('check.went_down', { scope: { applicationId: 'another' } })
  await pages.run()
  expect(store.builds).toBe(3)
  clock.advance(5 * MINUTE_MS - 1)
  await pages.run()
  expect(store.builds).toBe(3)
  clock.advance(1)
  await pages.run()
  expect(store.builds).toBe(4)
})

test('drafts and private pages open by their newest private link only, and what was deleted by none', async () => {
  const { pages, store, tell } = node()
  const { id: pageId } = aPublicPage()
  for (const hidden of [aPublicPage({ pageState: 'draft' }), aPublicPage({ isPrivate: true, linkNumber: 2 })]) {
    store.page = hidden
    tell('status_page.changed')
    await pages.run()
    expect(await pages.openPage('shop')).toBeUndefined()
  }
  expect(await pages.linkedPage({ pageId, number: 1 })).toBeUndefined()
  expect(await pages.linkedPage({ pageId, number: 2 })).toBeDefined()
  store.page = undefined
  tell('status_page.deleted')
  await pages.run()
  expect(await pages.linkedPage({ pageId, number: 2 })).toBeUndefined()
})
