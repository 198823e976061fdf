/** Somebody who was invited this morning: signs in, finds the plan, changes a threshold for their client, sees what its applications get. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, Installation, pathOf, type Visitor } from './installation.ts'
import { rail, seen, setUp, signIn, title } from './pages.ts'

const LENA = { name: 'Lena Fuchs', email: 'lena@example.org', password: 'four owls over the harbour' }
/** Two minutes at an unhurried four seconds a press, reading included, with half of them to spare. */
const PRESSES_MAX = 15

let installation: Installation
let lena: Visitor

beforeAll(async () => {
  installation = await Installation.open()
  const owner = await installation.visitor()
  await setUp(owner.page, installation.setupPath, 'Intranet https://intranet.example.com')
  const link = await owner.page.evaluate(async (email) => {
    const send = async (method: string, path: string, body: object, headers = {}) => {
      const all = { 'content-type': 'application/json', ...headers }
      const answer = await fetch(`/api/pitcrew/v1${path}`, { method, headers: all, body: JSON.stringify(body) })
      return (await answer.json()) as { id: string; link: string }
    }
    const { id: clientId } = await send('POST', '/clients', { name: 'Acme' })
    await send('POST', '/applications', { clientId, name: 'Acme shop' })
    const { id: blog } = await send('POST', '/applications', { clientId, name: 'Acme blog' })
    const set = [{ path: 'thresholds.cpu.limit', value: '70 %' }]
    await send('PATCH', `/plans/${blog}`, { set }, { 'if-match': '"0"' })
    return (await send('POST', '/invitations', { email, grants: [{ role: 'technical_lead', clientId, applicationId: null }] })).link
  }, LENA.email)
  lena = await installation.visitor()
  const { page } = lena
  await page.goto(pathOf(link))
  await page.getByLabel('Your name').fill(LENA.name)
  await page.getByRole('textbox', { name: 'Password' }).fill(LENA.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await title(page, 'Now').waitFor()
  await page.evaluate(() => fetch('/api/pitcrew/v1/session', { method: 'DELETE' }))
})
afterAll(() => installation?.close())

test('a threshold is changed for one client, and where each application’s value comes from is seen, in a few presses', async () => {
  const { page, faults } = lena
  await page.addInitScript(() => {
    const counted = Number(sessionStorage.getItem('presses') ?? 0)
    const state = { presses: counted }
    addEventListener('pointerdown', () => sessionStorage.setItem('presses', String(++state.presses)), { capture: true })
  })
  await page.goto('/')
  await signIn(page, LENA)
  await rail(page).getByRole('link', { name: 'Support plan' }).click()

  // Their one client is the plan that opens: nobody has to know of layers first.
  await page.getByText('Acme sets nothing itself; everything is inherited.').waitFor()
  await page.getByRole('button', { name: 'CPU, Limit: 80 %' }).click()
  await page.getByRole('textbox', { name: 'CPU, Limit' }).fill('90 %')
  await page.getByRole('button', { name: 'Save for Acme' }).click()

  // The value itself says what each application gets.
  await page.getByRole('button', { name: 'CPU, Limit: 90 %' }).click()
  const below = page.getByRole('list', { name: 'In the applications' })
  expect(await seen(below.getByText(/^Acme shop: 90 % Acme, version 1$/))).toBe(true)
  expect(await seen(below.getByText(/^Acme blog: 70 % Acme blog, version 1$/))).toBe(true)
  const presses = Number(await page.evaluate(() => sessionStorage.getItem('presses')))
  expect(presses).toBeGreaterThan(4)
  expect(presses).toBeLessThanOrEqual(PRESSES_MAX)
  await page.keyboard.press('Escape')
  expect(await axeFaults(page)).toEqual([])
  expect(faults).toEqual([])
})

test('what is out of their reach is said in a sentence, with the way on', async () => {
  const { page, faults } = lena
  await page.goto('/plan?of=organisation')
  await page.getByText('The organisation’s own plan is not shown to you.').waitFor()
  expect(await axeFaults(page)).toEqual([])
  expect(faults).toEqual([])
})
