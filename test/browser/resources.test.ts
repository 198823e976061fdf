/** A disk is too full: found, made a task of, cleared, measured again and written down in the audit of the week. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#test/support/until.ts'
import { Installation, type Visitor } from './installation.ts'
import { row, seen, setUp } from './pages.ts'

let installation: Installation
let owner: Visitor
const ids = { application: '', secret: '' }
beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  const { page } = owner
  await setUp(page, installation.setupPath, 'Web shop https://shop.example.com')
  const made = await page.evaluate(async () => {
    const read = async (path: string) => (await fetch(`/api/pitcrew/v1${path}`)).json()
    const { items } = (await read('/applications')) as { items: { id: string; name: string }[] }
    const application = items.find(({ name }) => name === 'Web shop')?.id ?? ''
    const environments = (await read(`/environments?applicationId=${application}`)) as { items: { id: string }[] }
    const body = JSON.stringify({ environmentId: environments.items[0]?.id, name: 'Collector' })
    const key = await fetch('/api/pitcrew/v1/ingest-keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return { application, secret: ((await key.json()) as { secret: string }).secret }
  })
  Object.assign(ids, made)
})
afterAll(() => installation?.close())

/** Sends how full a disk is, as of so many seconds from now; resolves when that is what stands there. */
async function send(share: number, aheadSeconds: number): Promise<void> {
  const { page } = owner
  const sent = { share, aheadSeconds, secret: ids.secret }
  await page.evaluate(async ({ share: asDouble, aheadSeconds: ahead, secret }) => {
    const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } })
    const attributes = [attribute('host.name', 'shop-1'), attribute('system.filesystem.mountpoint', '/data')]
    const point = { timeUnixNano: `${Date.now() + ahead * 1_000}000000`, asDouble, attributes }
    const metrics = [{ name: 'system.filesystem.utilization', gauge: { ['data\u0050oints']: [point] } }]
    const body = JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
    await fetch('/otlp/v1/metrics', { method: 'POST', headers, body })
  }, sent)
  await until(async () => (await read<{ items: { now: number }[] }>('capacity')).items[0]?.now === share)
}

const read = async <T>(what: 'capacity' | 'findings'): Promise<T> => {
  const path = `/api/pitcrew/v1/applications/${ids.application}/resources/${what}`
  return (await owner.page.evaluate(async (address) => (await fetch(address)).json(), path)) as T
}

test('a finding becomes a task, and what was done is measured again', async () => {
  const { page, faults } = owner
  const tab = `/applications/${ids.application}?tab=resources`
  await send(0.93, 0)
  await page.goto(tab)
  await page.getByRole('button', { name: 'Look now' }).click()
  await page.getByRole('heading', { name: 'Disk nearly used up: shop-1 · /data' }).waitFor()
  await page.getByRole('button', { name: 'Make a task' }).click()
  await page.getByRole('link', { name: 'Task', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Disk nearly used up: shop-1 · /data' }).waitFor()
  await page.getByRole('button', { name: 'Complete' }).click()
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  await until(async () => (await read<{ items: { state: string }[] }>('findings')).items[0]?.state === 'measuring')
  // Whatever comes within a minute of the task may be older than what was done.
  await send(0.52, 90)
  await page.goto(tab)
  expect(await seen(page.getByText('measured again soon'))).toBe(true)
  await page.getByRole('button', { name: 'Look now' }).click()
  const settled = row(page, 'Settled', 'shop-1')
  await settled.waitFor()
  expect(await settled.innerText()).toMatch(/93 %\s+52 %\s+won/)
  expect(faults).toEqual([])
})

test('the audit of the week tells what was won', async () => {
  const { page, faults } = owner
  await page.goto(`/applications/${ids.application}?tab=resources`)
  await page.getByRole('button', { name: 'Write this week’s' }).click()
  await page.getByRole('heading', { level: 1, name: /^Resources, week of / }).waitFor()
  expect(await seen(row(page, 'Settled', 'shop-1').getByText('won'))).toBe(true)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  expect((await saved).suggestedFilename()).toBe('pitcrew-resources.csv')
  expect(faults).toEqual([])
})
