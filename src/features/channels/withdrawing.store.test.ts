/** What goes on sounding at a provider ends there too when it is over here, on a real database; providers are local servers. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callerOf } from '#core/identity/testing.ts'
import { until } from '#test/support/until.ts'
import { withdrawJob } from './actions/withdrawing.ts'
import { add, call, channels, digitsIn, lastForm, page, platform, vendors } from './testing-world.ts'

const KEY = 'u'.repeat(30)
const RECEIPT = 'r'.repeat(30)
let address = ''

beforeAll(async () => {
  platform.jobs.declare([withdrawJob(platform)])
  await platform.jobs.start()
  const body = { values: { token: 'a'.repeat(30) } }
  await call('setProvider', callerOf('owner'), { params: { channel: 'pushover' }, body, ifMatch: 0 })
  vendors.answer = () => ({ status: 200, body: JSON.stringify({ status: 1, receipt: RECEIPT, request: 'q' }) })
  const { id } = await add('engineer', 'pushover', { user: KEY })
  address = id
  await call('sendCode', callerOf('engineer'), { params: { id } })
  await call('proveAddress', callerOf('engineer'), { params: { id }, body: { code: digitsIn(lastForm().get('title') ?? '') } })
})
afterAll(() => platform.jobs.stop())

const cancels = () => vendors.requests.filter(({ url }) => url.endsWith(`/receipts/${RECEIPT}/cancel.json`)).length
const settle = (key: string) => platform.work.run((tx) => channels.settle(tx, [key]))

test('an emergency that somebody answered elsewhere stops sounding at Pushover, and is told so once', async () => {
  vendors.answer = () => ({ status: 200, body: JSON.stringify({ status: 1, receipt: RECEIPT, request: 'q' }) })
  const { key } = await page(address)
  expect(cancels()).toBe(0)
  await settle(key)
  await settle(key)
  await until(() => cancels() === 1)
  expect((await platform.jobs.counts()).dead).toBe(0)
})

test('what the provider never took has nothing to end', async () => {
  vendors.answer = () => ({ status: 500 })
  const { key, handed } = await page(address)
  expect(handed).toMatchObject({ state: 'failed' })
  await settle(key)
  expect((await platform.jobs.counts()).waiting).toBe(0)
})
