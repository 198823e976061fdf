/** A morning without a mouse. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { Installation } from './installation.ts'
import { dialog, focused, seen, setUp, title } from './pages.ts'

let installation: Installation
let page: Page
let faults: readonly string[]

beforeAll(async () => {
  installation = await Installation.open()
  ;({ page, faults } = await installation.visitor())
  await setUp(
    page,
    installation.setupPath,
    'Alpha https://alpha.example.com\nBeta https://beta.example.com\nGamma https://gamma.example.com',
  )
})
afterAll(() => installation?.close())

const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? '')

test('G and a letter go to a page', async () => {
  // One after the other without waiting for the page: the second must come soon after the first.
  await Promise.all([page.keyboard.press('g'), page.keyboard.press('a')])
  expect(await seen(title(page, 'Applications'))).toBe(true)
})

test('J and K move through a list, Enter opens, and Back returns', async () => {
  await page.getByRole('link', { name: /^Gamma/ }).waitFor()
  await page.keyboard.press('j')
  expect(await focusedText()).toContain('Alpha')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  expect(await focusedText()).toContain('Beta')
  await page.keyboard.press('Enter')
  await title(page, 'Beta').waitFor()
  await page.goBack()
  await title(page, 'Applications').waitFor()
})

test('the palette finds an application by a piece of its name', async () => {
  await page.keyboard.press('Control+k')
  await focused(page.getByRole('combobox'))
  await page.keyboard.type('gam')
  await page.getByRole('option', { name: /Gamma/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  expect(await seen(title(page, 'Gamma'))).toBe(true)
})

test('E edits, the dialog takes the focus, Escape gives it back', async () => {
  await page.keyboard.press('e')
  const edit = dialog(page, 'Edit Gamma')
  await focused(edit.getByLabel('Name', { exact: true }))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Delta')
  await page.keyboard.press('Enter')
  await title(page, 'Delta').waitFor()
  // What is bound to the page is not while a dialog is open.
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('e')
  await dialog(page, 'Edit Delta').waitFor()
  await page.keyboard.press('Escape')
  expect(await dialog(page, 'Edit Delta').waitFor({ state: 'detached' })).toBeUndefined()
})

test('? lists exactly what is bound here', async () => {
  await page.keyboard.press('?')
  const sheet = dialog(page, 'Keyboard shortcuts')
  await sheet.getByText('On this page').waitFor()
  expect(await sheet.getByText('Edit', { exact: true }).count()).toBe(1)
  await page.keyboard.press('Escape')
})

test('the first Tab offers to skip the rail', async () => {
  await page.goto('/people')
  await title(page, 'People').waitFor()
  await page.keyboard.press('Tab')
  expect(await focusedText()).toBe('Skip to the page')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'page')
})

test('letters typed into a field are words and not commands', async () => {
  await page.getByLabel('Search people').fill('')
  await page.getByLabel('Search people').press('c')
  expect(await dialog(page, 'Invite somebody').count()).toBe(0)
  expect(faults).toEqual([])
})
