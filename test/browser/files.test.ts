/** Files in the console: chosen, dropped and pasted; looked at, saved, deleted and brought back. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { until } from '#test/support/until.ts'
import { axeFaults, Installation, type Visitor } from './installation.ts'
import { dialog, note, seen, setUp, title } from './pages.ts'

const LOG = Buffer.from('09:00 the queue is full\n09:01 the queue is still full\n')
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF')

let installation: Installation
let owner: Visitor
beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  const { page } = owner
  await setUp(page, installation.setupPath, 'Web shop https://shop.example.com')
  await page.goto('/tasks')
  await page.getByRole('button', { name: 'Add task' }).first().click()
  const adding = dialog(page, 'Add task')
  await adding.getByLabel('Title').fill('Find out why the queue is full')
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await title(page, 'Find out why the queue is full').waitFor()
})
afterAll(() => installation?.close())

const card = (page: Page): Locator => page.getByRole('region', { name: 'Files', exact: true })
const file = (page: Page, name: string): Locator =>
  card(page).getByRole('list', { name: 'Files' }).getByRole('listitem').filter({ hasText: name })

/** Hands files over as a window manager does: a drop, or a paste, on that element. */
function give(on: Locator, how: 'drop' | 'paste', names: readonly string[]): Promise<void> {
  return on.evaluate(
    async (element, given) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 })
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
      const data = new DataTransfer()
      for (const name of given.names) data.items.add(new File([picture ?? ''], name, { type: 'image/png' }))
      const common = { bubbles: true, cancelable: true }
      if (given.how === 'paste') return void element.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }))
      for (const type of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { ...common, dataTransfer: data }))
    },
    { how, names },
  )
}

/** Of a picture, once it has come. */
const widthOf = (picture: Locator): Promise<number> =>
  until(() => picture.evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : undefined)))

test('several files are chosen at once, and each is there with its size and who added it', async () => {
  const { page } = owner
  await card(page).getByText('No files yet.').waitFor()
  const choosing = page.waitForEvent('filechooser')
  await card(page).getByRole('button', { name: 'Add files' }).click()
  await (
    await choosing
  ).setFiles([
    { name: 'error.log', mimeType: 'text/html', buffer: LOG },
    { name: 'report.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  ])
  expect(await seen(file(page, 'error.log').getByText('54 B · Olivia Brandt'))).toBe(true)
  expect(await seen(file(page, 'report.pdf'))).toBe(true)
  expect(await seen(file(page, 'drawing.svg'))).toBe(true)
  expect(await axeFaults(page)).toEqual([])
})

test('files are dropped on the card, and a picture is pasted anywhere on the page', async () => {
  const { page } = owner
  await give(card(page), 'drop', ['first.png', 'second.png'])
  await file(page, 'second.png').waitFor()
  await give(page.locator('body'), 'paste', ['pasted.png'])
  expect(await seen(file(page, 'pasted.png').locator('img'))).toBe(true)
})

test('pictures, texts and documents are looked at in place', async () => {
  const { page } = owner
  await file(page, 'first.png').getByRole('button', { name: 'first.png', exact: true }).click()
  const picture = dialog(page, 'first.png').getByRole('img', { name: 'first.png' })
  expect(await widthOf(picture)).toBe(40)
  await page.keyboard.press('Escape')
  await file(page, 'error.log').getByRole('button', { name: 'error.log', exact: true }).click()
  await dialog(page, 'error.log').getByText('the queue is still full').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await file(page, 'report.pdf').getByRole('button', { name: 'report.pdf', exact: true }).click()
  expect(await seen(dialog(page, 'report.pdf').locator('object[type="application/pdf"]'))).toBe(true)
  await page.keyboard.press('Escape')
  await file(page, 'drawing.svg').getByRole('button', { name: 'drawing.svg', exact: true }).click()
  expect(await seen(dialog(page, 'drawing.svg').getByText('<svg xmlns'))).toBe(true)
  await page.keyboard.press('Escape')
})

test('a file is saved as it came', async () => {
  const { page } = owner
  const saving = page.waitForEvent('download')
  await file(page, 'error.log').getByRole('link', { name: 'Save error.log' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('error.log')
  expect(await readFile(await saved.path())).toEqual(LOG)
})

test('a deleted file comes back by undo, and later from the list of deleted ones', async () => {
  const { page } = owner
  const remove = async () => {
    await file(page, 'error.log').getByRole('button', { name: 'More on error.log' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await note(page, 'error.log is deleted.')
    await file(page, 'error.log').waitFor({ state: 'detached' })
  }
  await remove()
  await page.getByRole('button', { name: 'Undo' }).click()
  await file(page, 'error.log').waitFor()
  await remove()
  await card(page).getByRole('button', { name: 'Show deleted files' }).click()
  const deleted = card(page).getByRole('list', { name: 'Deleted files' }).getByRole('listitem').filter({ hasText: 'error.log' })
  await deleted.getByRole('button', { name: 'Bring back' }).click()
  expect(await seen(file(page, 'error.log'))).toBe(true)
})

test('a picture that is pasted into a comment becomes a file of the record and stands in the text', async () => {
  const { page } = owner
  const box = page.getByRole('textbox', { name: 'Write a comment; @ mentions somebody' })
  await box.fill('It looks like this:')
  await give(box, 'paste', ['full.png'])
  await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('![full.png](/api/'))
  await file(page, 'full.png').waitFor()
  await page.getByRole('form', { name: 'Comment' }).getByRole('button', { name: 'Send' }).click()
  const shown = page.getByRole('article', { name: 'Comment by Olivia Brandt' }).getByRole('img', { name: 'full.png' })
  expect(await widthOf(shown)).toBe(40)
})

test('what the connection breaks goes on by a press, and is there once', async () => {
  const { page } = owner
  await page.route('**/content', (route) => route.abort('connectionreset'), { times: 1 })
  await give(card(page), 'drop', ['late.png'])
  await card(page).getByText('Pitcrew cannot be reached.').waitFor()
  await card(page).getByRole('button', { name: 'Try again' }).click()
  await file(page, 'late.png').waitFor()
  expect(await file(page, 'late.png').count()).toBe(1)
  await card(page).getByRole('list', { name: 'On their way' }).waitFor({ state: 'detached' })
})

test('nothing went wrong in the browser', () => {
  expect(owner.faults).toEqual([])
})
