/** Two people work on one decision: they comment, mention, link, watch and decide. Later tests stand on what earlier ones did. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#test/support/until.ts'
import { Installation, pathOf, type Visitor } from './installation.ts'
import { dialog, note, row, seen, setUp, title } from './pages.ts'

const TAREK = { name: 'Tarek Haddad', email: 'tarek@example.org', password: 'a lantern on the east pier' }

let installation: Installation
let owner: Visitor
let colleague: Visitor

beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  await setUp(owner.page, installation.setupPath, 'Web shop https://shop.example.com')
  colleague = await joined()
})
afterAll(() => installation?.close())

/** A colleague who was invited through the API and joined. */
async function joined(): Promise<Visitor> {
  const link = await owner.page.evaluate(async (email) => {
    const body = JSON.stringify({ email, grants: [{ role: 'technical_lead', clientId: null, applicationId: null }] })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/pitcrew/v1/invitations', { method: 'POST', headers, body })
    return ((await answer.json()) as { link: string }).link
  }, TAREK.email)
  const visitor = await installation.visitor()
  await visitor.page.goto(pathOf(link))
  await visitor.page.getByLabel('Your name').fill(TAREK.name)
  await visitor.page.getByRole('textbox', { name: 'Password' }).fill(TAREK.password)
  await visitor.page.getByRole('button', { name: 'Join' }).click()
  await title(visitor.page, 'Now').waitFor()
  return visitor
}

async function ask(question: string, options: readonly string[] = []): Promise<void> {
  const { page } = owner
  await page.goto('/decisions?ask=yes')
  const form = dialog(page, 'Ask for a decision')
  await form.getByLabel('Question').fill(question)
  for (const [index, option] of options.entries()) {
    await form.getByRole('button', { name: 'Add option' }).click()
    await form.getByLabel(`Option ${index + 1}`, { exact: true }).fill(option)
  }
  await form.getByRole('button', { name: 'Ask', exact: true }).click()
  await title(page, question).waitFor()
}

const box = ({ page }: Visitor) => page.getByRole('textbox', { name: /^Write a comment/ })

test('a question with its options becomes a decision with a page of its own', async () => {
  await ask('Which queue carries the orders?')
  await ask('Do we move the shop to the new cluster?', ['Stay where we are', 'Move in January'])
  expect(await seen(owner.page.getByText('Move in January'))).toBe(true)
})

test('a mention is picked with the keyboard, and the comment is in the timeline', async () => {
  const { page } = owner
  await box(owner).pressSequentially('Please look at this, @tar')
  await page.getByRole('option', { name: TAREK.name }).waitFor()
  await page.keyboard.press('Enter')
  await box(owner).pressSequentially('before **Friday**.')
  await page.keyboard.press('ControlOrMeta+Enter')
  const comment = page.getByRole('article', { name: 'Comment by Olivia Brandt' })
  await comment.getByText(`@${TAREK.name}`).waitFor()
  expect(await comment.locator('strong').innerText()).toBe('Friday')
  // The comment may be heard of before its own request is answered.
  await until(async () => (await box(owner).inputValue()) === '')
})

test('who was mentioned watches, and sees why', async () => {
  const { page } = colleague
  await page.goto(new URL(owner.page.url()).pathname)
  expect(await seen(page.getByText('You watch this because you were mentioned.'))).toBe(true)
  await page.getByRole('button', { name: 'Stop watching' }).click()
  expect(await seen(page.getByRole('button', { name: 'Watch', exact: true }))).toBe(true)
})

test('what somebody says meanwhile is shown before one’s own words go out', async () => {
  await box(owner).fill('I say we move.')
  await box(colleague).fill('January is full.')
  await colleague.page.keyboard.press('ControlOrMeta+Enter')
  await owner.page.getByText('Somebody commented while you were writing.').waitFor()
  await owner.page.getByRole('button', { name: 'Send anyway' }).click()
  expect(await seen(colleague.page.getByText('I say we move.'))).toBe(true)
})

test('a comment is edited, deleted and brought back', async () => {
  const { page } = owner
  const comment = page.getByRole('article', { name: 'Comment by Olivia Brandt' }).filter({ hasText: 'I say we move.' })
  await comment.getByRole('button', { name: 'More on this comment' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit comment' }).fill('I say we move in spring.')
  await page.getByRole('button', { name: 'Save' }).click()
  const edited = page.getByRole('article').filter({ hasText: 'in spring' })
  await edited.getByRole('button', { name: /^edited/ }).click()
  await dialog(page, 'What it said before').getByText('I say we move.').waitFor()
  await page.keyboard.press('Escape')
  await edited.getByRole('button', { name: 'More on this comment' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await note(page, 'The comment is deleted.')
  await page.getByText('This comment was deleted.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await seen(edited)).toBe(true)
})

test('a pasted address links two records, and the card stands on both', async () => {
  const { page } = owner
  const here = page.url()
  await page.goto('/decisions')
  await row(page, 'Decisions', 'Which queue').getByRole('link').click()
  await title(page, 'Which queue carries the orders?').waitFor()
  const links = page.getByRole('region', { name: 'Links' })
  await links.getByRole('button', { name: 'Link', exact: true }).click()
  const choose = dialog(page, 'Link with')
  await choose.getByRole('combobox', { name: 'Other record' }).fill(here)
  await choose.getByRole('option', { name: /Do we move the shop/ }).click()
  await links.getByRole('link', { name: /Do we move the shop/ }).click()
  await title(page, 'Do we move the shop to the new cluster?').waitFor()
  expect(await seen(links.getByRole('link', { name: /Which queue/ }))).toBe(true)
})

test('a view is asked for, given, and the decision made with its reason', async () => {
  const { page } = owner
  await page.getByRole('button', { name: 'Ask for a view' }).click()
  await dialog(page, 'Ask for a view').getByRole('button', { name: 'Ask', exact: true }).click()
  await colleague.page.getByRole('button', { name: 'Give view' }).click()
  const give = dialog(colleague.page, 'View of Development')
  await give.getByLabel('What this side thinks').fill('The cluster is ready.')
  await give.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The cluster is ready.').waitFor()
  await page.getByRole('button', { name: 'Decide' }).click()
  const decide = dialog(page, 'Decide')
  await decide.getByLabel('Why').fill('It is ready, and the contract ends.')
  await decide.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('button', { name: 'Ask anew' }).waitFor()
  expect(await seen(colleague.page.getByText('It is ready, and the contract ends.'))).toBe(true)
})

test('nothing went wrong in either browser', () => {
  expect([...owner.faults, ...colleague.faults]).toEqual([])
})
