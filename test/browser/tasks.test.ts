/** Work in the console: a task is added, given to somebody, found again by a filter, a saved view and a misspelt word; many are done at once, and undone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Installation, OWNER, type Visitor } from './installation.ts'
import { dialog, note, rail, row, seen, setUp, title } from './pages.ts'

let installation: Installation
let owner: Visitor
beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  await setUp(owner.page, installation.setupPath, 'Web shop https://shop.example.com')
})
afterAll(() => installation?.close())

async function add(name: string): Promise<void> {
  const { page } = owner
  await page.goto('/tasks')
  await page.getByRole('button', { name: 'Add task' }).first().click()
  const adding = dialog(page, 'Add task')
  await adding.getByLabel('Title').fill(name)
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await title(page, name).waitFor()
}

test('a task is added and given to somebody by keyboard', async () => {
  const { page } = owner
  await add('Renew the certificate of the shop')
  await page.keyboard.press('a')
  await dialog(page, 'Assign').getByRole('combobox').fill(OWNER.name)
  await page.getByRole('option', { name: OWNER.name, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  expect(await seen(page.getByText(`TSK-1 is with ${OWNER.name} now.`))).toBe(true)
})

test('a filter narrows the list, and a view that is saved brings it back', async () => {
  const { page } = owner
  await add('Water the plants')
  await add('Order paper')
  await rail(page).getByRole('link', { name: 'Tasks' }).click()
  await row(page, 'Tasks', 'Water the plants').waitFor()
  expect(await seen(page.getByText('3 records'))).toBe(true)
  await page.getByRole('button', { name: 'Assignee', exact: true }).click()
  await page.getByRole('button', { name: 'Nobody' }).click()
  await row(page, 'Tasks', 'certificate').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Save this view…' }).click()
  await dialog(page, 'Save this view').getByRole('textbox', { name: 'Name' }).fill('Up for grabs')
  await dialog(page, 'Save this view').getByRole('button', { name: 'Save' }).click()
  await rail(page).getByRole('link', { name: 'Tasks' }).click()
  await row(page, 'Tasks', 'certificate').waitFor()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Up for grabs' }).first().click()
  await row(page, 'Tasks', 'certificate').waitFor({ state: 'detached' })
  expect(await seen(row(page, 'Tasks', 'Order paper'))).toBe(true)
})

test('many are done at once, and all of it is undone', async () => {
  const { page } = owner
  await rail(page).getByRole('link', { name: 'Tasks' }).click()
  await row(page, 'Tasks', 'certificate').waitFor()
  await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check()
  await page.getByRole('toolbar', { name: 'Chosen' }).getByRole('button', { name: 'Complete' }).click()
  await note(page, '3 tasks are done.')
  await page.getByText('No open tasks').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await seen(row(page, 'Tasks', 'Water the plants'))).toBe(true)
  expect(await seen(row(page, 'Tasks', 'certificate'))).toBe(true)
})

test('a misspelt word finds the task, and the palette finds its number', async () => {
  const { page } = owner
  await page.goto('/search?q=certifciate')
  expect(await seen(page.getByText('“certifciate” was read as certificate.'))).toBe(true)
  await page.getByRole('link', { name: /certificate of the shop/ }).click()
  await title(page, 'Renew the certificate of the shop').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('TSK-3')
  await page.getByRole('option', { name: /Order paper/ }).click()
  expect(await seen(title(page, 'Order paper'))).toBe(true)
})

test('nothing went wrong in the browser', () => {
  expect(owner.faults).toEqual([])
})
