/** Looking at what was measured: a metric is picked, written anew and handed on by its address; charts are put together to a dashboard. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { Installation, type Visitor } from './installation.ts'
import { dialog, note, rail, row, seen, setUp, title } from './pages.ts'

let installation: Installation
let owner: Visitor
beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  await setUp(owner.page, installation.setupPath)
})
afterAll(() => installation?.close())

const METRIC = 'system.memory.utilization'
const legend = (page: Page) => page.getByRole('region', { name: /^Legend of/ })

test('a metric is picked, put together, written by hand with a fault, and mended; the address holds it', async () => {
  const { page } = owner
  await rail(page).getByRole('link', { name: 'Explore' }).click()
  await title(page, 'Explore').waitFor()
  await page.getByRole('combobox', { name: 'Metric' }).fill('memory.util')
  await page.getByRole('option', { name: METRIC }).click()
  await legend(page).getByRole('row').nth(1).waitFor()
  const text = page.getByRole('textbox', { name: 'PromQL' })
  expect(await text.inputValue()).toBe(`{"${METRIC}"}`)
  await text.fill('sum(up')
  await text.press('Enter')
  expect(await seen(page.getByText('Line 1, character 7: unexpected end of input'))).toBe(true)
  await text.fill(`max({"${METRIC}"})`)
  await text.press('Enter')
  expect(await seen(page.getByRole('button', { name: /Most.*Put together|Put together.*Most/ }))).toBe(true)
  await legend(page).getByRole('row').nth(1).waitFor()
  await page.reload()
  await legend(page).getByRole('row').nth(1).waitFor()
  expect(await text.inputValue()).toBe(`max({"${METRIC}"})`)
})

test('a dashboard is made, gets a panel, is deleted, and comes back by undo', async () => {
  const { page } = owner
  await rail(page).getByRole('link', { name: 'Dashboards' }).click()
  await page.getByRole('button', { name: 'New dashboard' }).first().click()
  const making = dialog(page, 'New dashboard')
  await making.getByRole('textbox', { name: 'Title' }).fill('Our hosts')
  await making.getByRole('button', { name: 'Make' }).click()
  await title(page, 'Our hosts').waitFor()
  await page.getByRole('button', { name: 'Add panel' }).first().click()
  const adding = dialog(page, 'Add panel')
  await adding.getByRole('textbox', { name: 'Title' }).fill('Memory')
  await adding.getByRole('textbox', { name: 'PromQL' }).fill(`{"${METRIC}"}`)
  await adding.getByRole('button', { name: 'Save' }).click()
  expect(await seen(page.getByRole('heading', { name: 'Memory' }))).toBe(true)
  await legend(page).getByRole('row').nth(1).waitFor()
  await page.getByRole('button', { name: 'Delete' }).click()
  await note(page, 'The dashboard Our hosts was deleted.')
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await seen(row(page, 'Dashboards', 'Our hosts'))).toBe(true)
})

test('a standard dashboard is there for the hosts that are measured, and can be cloned', async () => {
  const { page } = owner
  await page.getByRole('link', { name: 'Hosts', exact: true }).click()
  await title(page, 'Hosts').waitFor()
  await page.getByRole('heading', { name: 'CPU' }).waitFor()
  await page.getByRole('button', { name: 'Clone' }).click()
  await dialog(page, 'Clone dashboard').getByRole('button', { name: 'Make' }).click()
  expect(await seen(page.getByRole('button', { name: 'Rename' }))).toBe(true)
  expect(await seen(page.getByRole('heading', { name: 'CPU' }))).toBe(true)
})
