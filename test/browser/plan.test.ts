/** Somebody who never saw the support plan changes it for one client, and sees where each application's value comes from. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { axeFaults, Installation, type Visitor } from './installation.ts'
import { rail, setUp } from './pages.ts'

let installation: Installation
let visitor: Visitor

beforeAll(async () => {
  installation = await Installation.open()
  visitor = await installation.visitor()
  await setUp(visitor.page, installation.setupPath, 'Intranet https://intranet.example.com')
  await visitor.page.evaluate(async () => {
    const send = async (path: string, body: object) => {
      const answer = await fetch(`/api/pitcrew/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { id: string }
    }
    const { id: clientId } = await send('/clients', { name: 'Acme' })
    await send('/applications', { clientId, name: 'Acme shop' })
  })
})
afterAll(() => installation?.close())

async function choosePlan(page: Page, whose: string): Promise<void> {
  // A closing editor gives the focus back to its value.
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  // A list closes when the page below it moves: one comes to the field first, and types then.
  const field = page.getByRole('combobox', { name: 'Whose plan' })
  await field.click()
  await field.fill(whose)
  await page
    .getByRole('option')
    .filter({ hasText: new RegExp(`^${whose}(client|application)$`) })
    .click()
}

test('a threshold is changed for one client in a few clicks, and its application shows who set it', async () => {
  const { page, faults } = visitor
  await page.goto('/')
  await rail(page).getByRole('link', { name: 'Support plan' }).click()
  await page.getByRole('heading', { name: 'Thresholds' }).waitFor()
  await choosePlan(page, 'Acme')
  await page.getByText('Acme sets nothing itself; everything is inherited.').waitFor()
  await page.getByRole('button', { name: 'CPU, Limit: 80 %' }).click()
  await page.getByRole('textbox', { name: 'CPU, Limit' }).fill('lots')
  await page.getByRole('button', { name: 'Save for Acme' }).click()
  await page.getByText('is not an amount').waitFor()
  await page.getByRole('textbox', { name: 'CPU, Limit' }).fill('90 %')
  await page.getByRole('button', { name: 'Save for Acme' }).click()
  await page.getByRole('button', { name: 'CPU, Limit: 90 %' }).waitFor()
  await choosePlan(page, 'Acme shop')
  await page.getByText('Acme shop sets nothing itself').waitFor()
  await page.getByRole('link', { name: 'set by Acme, version 1' }).first().waitFor()
  await page.getByRole('button', { name: 'CPU, Limit: 90 %' }).click()
  await page.getByText(/^Set by client Acme, version 1, by Olivia Brandt on/).waitFor()
  await page.keyboard.press('Escape')
  expect(await axeFaults(page)).toEqual([])
  await choosePlan(page, 'Intranet')
  await page.getByRole('button', { name: 'CPU, Limit: 80 %' }).waitFor()
  expect(faults).toEqual([])
})

test('a value goes back to what is inherited, and the version before comes back', async () => {
  const { page, faults } = visitor
  await choosePlan(page, 'Acme')
  await page.getByRole('button', { name: 'CPU, Limit: 90 %' }).click()
  await page.getByRole('button', { name: /^Back to inherited: 80 %/ }).click()
  await page.getByRole('button', { name: 'CPU, Limit: 80 %' }).waitFor()
  await page.getByRole('link', { name: /^Versions/ }).click()
  await page.getByText('Version 2', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('Version 3', { exact: true }).waitFor()
  expect(faults).toEqual([])
})

test('a file with faults names their lines, and the mended one is saved with its comment', async () => {
  const { page, faults } = visitor
  await page.getByRole('button', { name: 'Import' }).click()
  const text = page.getByRole('textbox', { name: /as YAML$/ })
  await text.fill('# agreed in March\nthresholds:\n  cpu:\n    limt: 70 %\npatchng: {}\n')
  await page.getByText('Line 4', { exact: true }).waitFor()
  await page.getByText('Line 5', { exact: true }).waitFor()
  await text.fill('# agreed in March\nthresholds:\n  cpu:\n    limit: 70 %\n')
  await page.getByRole('button', { name: 'Save as version 4' }).click()
  await page.getByText('The plan of Acme is version 4 now.').waitFor()
  await page.getByRole('button', { name: 'Import' }).click()
  expect(await text.inputValue()).toContain('# agreed in March')
  await page.keyboard.press('Escape')
  expect(faults).toEqual([])
})

test('an activity is added, removed again, and an inherited one is not for this client until it is brought back', async () => {
  const { page, faults } = visitor
  await page.getByRole('link', { name: /^Plan$/ }).click()
  const entry = (name: string) => page.getByRole('rowheader', { name, exact: true })
  const command = async (name: string, verb: string) => {
    await page.getByRole('button', { name: `More on ${name}` }).click()
    await page.getByRole('menuitem', { name: verb }).click()
  }
  await page.getByRole('button', { name: 'Add to Activities' }).click()
  const form = page.getByRole('dialog', { name: 'Add to Activities' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Fire drill')
  await form.getByRole('textbox', { name: 'Every' }).fill('2 weeks')
  await form.getByRole('button', { name: 'Add for Acme' }).click()
  await entry('Fire drill').waitFor()
  await command('Fire drill', 'Remove')
  await entry('Fire drill').waitFor({ state: 'detached' })

  await command('Log management', 'Not for Acme')
  await entry('Log management').waitFor({ state: 'detached' })
  const taken = page.getByRole('list', { name: 'Not for Acme' })
  await taken.getByRole('link', { name: /^set by Acme, version \d+$/ }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await taken.getByRole('button', { name: 'Bring back: Log management' }).click()
  await entry('Log management').waitFor()
  expect(faults).toEqual([])
})
