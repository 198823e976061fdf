/** Protecting an account as its person lives it, with Chromium's virtual authenticator in place of a finger. Each test stands on those before. */
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { Installation, OWNER, type Visitor } from './installation.ts'
import { dialog, row, seen, setUp, signIn, title } from './pages.ts'

let installation: Installation
let owner: Visitor
let codes: readonly string[] = []

beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  await setUp(owner.page, installation.setupPath)
})
afterAll(() => installation?.close())

/** Puts a finger on the device, or takes it off: with one there, the browser confirms whatever it is asked, also what it only offers. */
let finger: (isThere: boolean) => Promise<unknown>

/** The finger comes between the button and the browser's question: before, it would confirm what waits in the field of the address; later, it is not felt. */
const fingerWhenAsked = (page: Page) =>
  page.route(
    '**/passkey-options',
    async (route) => {
      await finger(true)
      await route.continue()
    },
    { times: 1 },
  )

async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
  finger = (enabled) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
}

const signOut = (page: Page) => page.context().clearCookies()

test('a passkey is added under a name, and brings recovery codes that are shown once', async () => {
  const { page } = owner
  await withAuthenticator(page)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Add a passkey' }).first().click()
  const add = dialog(page, 'Add a passkey')
  await add.getByLabel('Name').fill('Test device')
  await add.getByRole('button', { name: 'Continue' }).click()
  const shown = dialog(page, 'Your recovery codes')
  await shown.waitFor()
  codes = await shown.getByRole('listitem').allInnerTexts()
  expect(new Set(codes).size).toBe(10)
  await shown.getByRole('button', { name: 'I have kept them' }).click()
  expect(await seen(row(page, 'Passkeys', 'Test device'))).toBe(true)
})

test('it signs in alone, with nothing typed, and leads back to where one was', async () => {
  const { page } = owner
  await finger(false)
  await signOut(page)
  const offered = page.waitForResponse('**/session/passkey-options')
  await page.goto('/people?state=active')
  await offered
  await fingerWhenAsked(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await title(page, 'People').waitFor()
  expect(page.url()).toContain('/people?state=active')
})

test('where the browser offers it in the field of the address, choosing it there is enough', async () => {
  const { page } = owner
  await signOut(page)
  await page.goto('/people?state=active')
  expect(await seen(title(page, 'People'))).toBe(true)
})

test('after the password it is the second step', async () => {
  const { page } = owner
  await finger(false)
  await signOut(page)
  await page.goto('/sign-in')
  await signIn(page, OWNER)
  await title(page, 'One more step').waitFor()
  await fingerWhenAsked(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  expect(await seen(title(page, 'Now'))).toBe(true)
})

test('in a browser without it a recovery code signs in, once', async () => {
  const { page } = await installation.visitor()
  await page.goto('/sign-in')
  await signIn(page, OWNER)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await title(page, 'Now').waitFor()
  await signOut(page)
  await page.goto('/sign-in')
  await signIn(page, OWNER)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  expect(await seen(page.getByRole('alert').getByText('This code is not right, or was used before.'))).toBe(true)
})

test('an authenticator app is set up with the key of its QR code', async () => {
  const { page } = owner
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  const app = dialog(page, 'Set up an authenticator app')
  await app.getByRole('img', { name: 'QR code with the key' }).waitFor()
  const secret = Secret.fromBase32(await app.getByLabel('Key', { exact: true }).inputValue())
  await app.getByLabel('First code of the app').fill(TOTP.generate({ secret }))
  await app.getByRole('button', { name: 'Finish' }).click()
  expect(await seen(page.getByText('Your authenticator app is set up.'))).toBe(true)
})

test('a dangerous act asks for a fresh proof and then goes on by itself', async () => {
  const { page } = owner
  // The server refuses the first try, as it does when the last proof is old.
  let refusals = 0
  await page.route('**/api/pitcrew/v1/me/recovery-codes', async (route) => {
    refusals += 1
    if (refusals > 1) return route.continue()
    const detail = 'Confirm that it is you.'
    const problem = { type: 'about:blank', title: detail, status: 403, detail, code: 'identity.reauthentication_needed', retryable: false }
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) })
  })
  await page.getByRole('button', { name: 'Make new codes' }).click()
  const proof = dialog(page, 'Confirm that it is you')
  await proof.getByRole('textbox', { name: 'Password' }).fill(OWNER.password)
  await proof.getByRole('button', { name: 'Confirm', exact: true }).click()
  await dialog(page, 'Your recovery codes').waitFor()
  expect(refusals).toBe(2)
})

test('what happened stands in the list of sign-ins, with way, device and result', async () => {
  const { page } = owner
  await page.goto('/people/sign-ins')
  await row(page, 'Sign-ins', 'Wrong second factor').waitFor()
  await row(page, 'Sign-ins', 'Password + recovery code').waitFor()
  expect(await row(page, 'Sign-ins', 'Passkey').first().innerText()).toContain('Chrome')
  expect(owner.faults).toEqual([])
})
