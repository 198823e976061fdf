/** The pages as a person meets them: fields, buttons and rows by the names that are read out. */
import type { Locator, Page } from 'playwright-core'
import { until } from '#test/support/until.ts'
import { OWNER, ORGANISATION } from './installation.ts'

export async function setUp(page: Page, path: string, addresses = ''): Promise<void> {
  await page.goto(path)
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('E-mail address').fill(OWNER.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password)
  await page.getByLabel('Name of the organisation').fill(ORGANISATION)
  await page.getByLabel('Addresses of your applications').fill(addresses)
  await page.getByRole('button', { name: 'Start' }).click()
  await title(page, 'Now').waitFor()
}

export async function signIn(page: Page, { email, password }: { readonly email: string; readonly password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export function title(page: Page, text: string): Locator {
  return page.getByRole('heading', { level: 1, name: text, exact: true })
}

export function rail(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Main' })
}

/** A row of a list by a word that stands in it. */
export function row(page: Page, list: string, text: string): Locator {
  return page.getByRole('table', { name: list }).getByRole('row').filter({ hasText: text })
}

export function dialog(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name })
}

/** Points at the note that says so: notes leave by themselves, and wait while one points at them. */
export function note(page: Page, words: string | RegExp): Promise<void> {
  return page.getByRole('region', { name: 'Notes' }).getByText(words).hover()
}

/** Waits until keys that are pressed now go to this field or button. */
export async function focused(what: Locator): Promise<void> {
  await until(() => what.evaluate((element) => element === document.activeElement), { what: 'the focus' })
}

/** Waits until it is to be seen, for `expect(await seen(…)).toBe(true)`; rejects with what was looked for. */
export async function seen(what: Locator): Promise<boolean> {
  await what.waitFor()
  return true
}
