/** The first day of an installation, as its people live it. Later tests stand on what earlier ones did. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#test/support/until.ts'
import { Installation, OWNER, pathOf, type Visitor } from './installation.ts'
import { dialog, note, rail, row, seen, setUp, signIn, title } from './pages.ts'

const TAREK = { name: 'Tarek Haddad', email: 'tarek@example.org', password: 'a lantern on the east pier' }

let installation: Installation
let owner: Visitor
let invitation = ''

beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
})
afterAll(() => installation?.close())

test('who opens the console of a new installation is told where the set-up link is', async () => {
  const { page } = await installation.visitor()
  await page.goto('/')
  expect(await seen(page.getByText('Open the set-up link.'))).toBe(true)
})

test('set-up shows what it understood of each pasted line while one types', async () => {
  const { page } = owner
  await page.goto(installation.setupPath)
  await page.getByLabel('Addresses of your applications').fill('Web shop https://shop.example.com\nnonsense')
  await page.getByText('1 application · 1 line to mend').waitFor()
  await page.getByRole('button', { name: 'Start' }).hover()
  expect(await seen(page.getByRole('tooltip', { name: 'Mend the marked lines first.' }))).toBe(true)
})

test('after set-up the first screen stands and its figures move', async () => {
  const { page } = owner
  await setUp(page, installation.setupPath, 'Web shop https://shop.example.com\nbooking.example.com')
  const strip = page.getByRole('region', { name: 'This installation' })
  const memory = strip.getByText('Memory').locator('..')
  await until(async () => /\d %/.test(await memory.innerText()), { what: 'a first figure of memory' })
  const line = strip.getByRole('img', { name: /^CPU/ }).locator('path').last()
  const before = await line.getAttribute('d')
  expect(await until(async () => (await line.getAttribute('d')) !== before, { what: 'a moved line of CPU' })).toBe(true)
})

test('both pasted addresses and the installation itself are applications', async () => {
  const { page } = owner
  await rail(page).getByRole('link', { name: 'Applications' }).click()
  await title(page, 'Applications').waitFor()
  await row(page, 'Applications', 'booking.example.com').waitFor()
  await row(page, 'Applications', 'this installation').waitFor()
  expect(page.url()).toContain('/applications')
})

test('more applications are added by pasting, and open as pages of their own', async () => {
  const { page } = owner
  await page.getByRole('button', { name: 'Add applications' }).click()
  const add = dialog(page, 'Add applications')
  await add.getByLabel('Addresses').fill('Intranet https://intra.example.com')
  await add.getByRole('button', { name: 'Add 1 application' }).click()
  await row(page, 'Applications', 'Intranet').getByRole('link').click()
  await title(page, 'Intranet').waitFor()
  await page.getByRole('link', { name: 'Timeline' }).click()
  expect(await seen(page.getByText('added the application Intranet'))).toBe(true)
})

test('archiving can be undone', async () => {
  const { page } = owner
  await page.getByRole('button', { name: 'Archive' }).click()
  await note(page, 'Intranet is archived')
  await page.getByRole('button', { name: 'Bring back' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await seen(page.getByRole('button', { name: 'Archive' }))).toBe(true)
})

test('components and what they need are drawn, and a circle is refused with its name', async () => {
  const { page } = owner
  await page.getByRole('link', { name: 'Components' }).click()
  for (const name of ['Web', 'Orders']) {
    await page.getByRole('button', { name: 'Add component' }).first().click()
    const add = dialog(page, 'Add component')
    await add.getByLabel('Name').fill(name)
    await add.getByRole('button', { name: 'Add' }).click()
    await add.waitFor({ state: 'detached' })
  }
  await page.getByRole('checkbox', { name: 'Web' }).click()
  await page.getByRole('button', { name: /^Web/ }).click()
  await page.getByRole('checkbox', { name: 'Orders' }).click()
  expect(await seen(page.getByText(/circle/))).toBe(true)
})

test('an invitation is a link to hand over', async () => {
  const { page } = owner
  await rail(page).getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Invite' }).click()
  const invite = dialog(page, 'Invite somebody')
  await invite.getByLabel('E-mail address').fill(TAREK.email)
  await invite.getByRole('button', { name: 'Make the link' }).click()
  invitation = await dialog(page, 'Invitation ready').getByLabel('Invitation link').inputValue()
  expect(pathOf(invitation)).toMatch(/^\/invitation#/)
  await dialog(page, 'Invitation ready').getByRole('button', { name: 'Done' }).click()
})

test('who was invited joins, and the owner sees it without reloading', async () => {
  const guest = await installation.visitor()
  await guest.page.goto(pathOf(invitation))
  await title(guest.page, 'Join Nordlicht Software').waitFor()
  await guest.page.getByLabel('Your name').fill(TAREK.name)
  await guest.page.getByRole('textbox', { name: 'Password' }).fill(TAREK.password)
  await guest.page.getByRole('button', { name: 'Join' }).click()
  await title(guest.page, 'Now').waitFor()
  await row(owner.page, 'People', TAREK.name).waitFor()
  expect(guest.faults).toEqual([])
})

test('a support engineer finds no page of the audit trail, and is told who can grant it', async () => {
  const { page, faults } = await installation.visitor()
  await page.goto('/audit')
  await signIn(page, TAREK)
  await page.getByText('Your roles do not include this.').waitFor()
  expect(await rail(page).getByRole('link', { name: 'Audit trail' }).count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/audit')
  expect(faults).toEqual([])
})

test('a wrong password is refused without telling whether the account exists', async () => {
  const { page } = await installation.visitor()
  await page.goto('/sign-in')
  await signIn(page, { email: 'nobody@example.org', password: 'something else' })
  expect(await seen(page.getByRole('alert').getByText('do not fit together'))).toBe(true)
})

test('the audit trail is verified on request', async () => {
  const { page } = owner
  await rail(page).getByRole('link', { name: 'Audit trail' }).click()
  await page.getByRole('link', { name: 'Integrity' }).click()
  await page.getByRole('button', { name: 'Verify now' }).click()
  expect(await seen(page.getByText(/All \d+ events are as they were written/))).toBe(true)
})

test('signing out leads to the door, and signing in leads back', async () => {
  const { page } = owner
  await page.getByRole('button', { name: OWNER.name }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await title(page, 'Sign in').waitFor()
  await page.goto('/people')
  await signIn(page, OWNER)
  expect(await seen(title(page, 'People'))).toBe(true)
})

test('nothing went wrong in the owner’s browser all day', () => {
  expect(owner.faults).toEqual([])
})
