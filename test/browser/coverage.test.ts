/** Who looks after what: a gap is mended on the map, what somebody holds is handed over and taken back, and leaving says what hangs on them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Installation, OWNER, type Visitor } from './installation.ts'
import { dialog, note, row, seen, setUp } from './pages.ts'

let installation: Installation
let owner: Visitor
let tom: string
beforeAll(async () => {
  installation = await Installation.open()
  owner = await installation.visitor()
  await setUp(owner.page, installation.setupPath, 'Web shop https://shop.example.com')
  tom = await owner.page.evaluate(async () => {
    const post = async (path: string, body: object) => {
      const answer = await fetch(`/api/pitcrew/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { id: string; link: string; invitation: { personId: string } }
    }
    const grants = [{ role: 'support_engineer', clientId: null, applicationId: null }]
    const { link, invitation } = await post('/invitations', { email: 'tom@example.org', name: 'Tom Weber', grants })
    const accepting = { token: link.split('#')[1], name: 'Tom Weber', password: 'nine grey boats at anchor' }
    await fetch('/api/pitcrew/v1/invitation-acceptances', {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(accepting),
    })
    return invitation.personId
  })
})
afterAll(() => installation?.close())

test('an empty cell is mended where it stands, and the map and its figures follow', async () => {
  const { page, faults } = owner
  await page.goto('/coverage')
  const shop = page.getByRole('table', { name: 'Web shop' })
  expect(await seen(shop.getByText('Only one person knows this'))).toBe(true)
  await shop.getByRole('button', { name: 'Nobody stands in for the owner: name a deputy.' }).click()
  const naming = dialog(page, 'Who looks after Web shop')
  await naming.getByRole('combobox', { name: 'Add a deputy' }).fill('Tom')
  await page.getByRole('option', { name: 'Tom Weber' }).click()
  await naming.getByRole('button', { name: 'Save' }).click()
  await shop.getByText('Tom Weber').waitFor()
  await shop.getByText('Only one person knows this').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

test('everything that somebody holds is given to another at once, and taken back', async () => {
  const { page, faults } = owner
  await page.goto(`/people/${tom}`)
  await page.getByRole('link', { name: 'Hand over' }).click()
  await row(page, 'Applications and components', 'Web shop').waitFor()
  await page.getByRole('button', { name: 'Give everything to…' }).click()
  const giving = page.getByRole('dialog')
  await giving.getByRole('combobox', { name: 'Who takes it' }).fill('Olivia')
  await page.getByRole('option', { name: OWNER.name }).click()
  await giving.getByRole('button', { name: 'Give', exact: true }).click()
  await note(page, /given to Olivia Brandt/)
  expect(await seen(page.getByText('Nothing hangs on Tom Weber.'))).toBe(true)
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await seen(row(page, 'Applications and components', 'Web shop'))).toBe(true)
  expect(faults).toEqual([])
})

test('before somebody is deactivated it is said what hangs on them', async () => {
  const { page, faults } = owner
  await page.goto(`/people/${tom}`)
  await page.getByRole('button', { name: 'Deactivate' }).click()
  const leaving = dialog(page, 'Deactivate Tom Weber?')
  expect(await seen(leaving.getByText('2 things still hang on Tom Weber.'))).toBe(true)
  await leaving.getByRole('button', { name: 'Deactivate' }).click()
  expect(await seen(page.getByText('Tom Weber cannot sign in any more.'))).toBe(true)
  await page.goto('/coverage')
  expect(await seen(page.getByText('Tom Weber has left: name somebody else.'))).toBe(true)
  expect(faults).toEqual([])
})
