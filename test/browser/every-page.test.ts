/** Every page, light and dark, wide and on a phone: axe finds nothing, nothing is wider than the window, nothing complains. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { axeFaults, Installation, type Visitor } from './installation.ts'
import { until } from '#test/support/until.ts'
import { setUp } from './pages.ts'

const looks = [
  { name: 'light', options: { colorScheme: 'light', viewport: { width: 1280, height: 800 } } },
  { name: 'dark', options: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } } },
  { name: 'phone', options: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
] as const

/** Each with the heading by which one sees that it stands. */
const pages: readonly (readonly [path: string, heading: string])[] = [
  ['/', 'Now'],
  ['/applications', 'Applications'],
  ['/applications?add=yes', 'Add applications'],
  ['/applications/self', 'Pitcrew'],
  ['/applications/self?tab=components', 'Components'],
  ['/applications/self?tab=features', 'Features'],
  ['/applications/self?tab=checks', 'Checks'],
  ['/applications/self?tab=checks&add=yes', 'Add check'],
  ['/applications/self?tab=telemetry', 'Sources'],
  ['/applications/self?tab=logs', 'Log lines'],
  ['/applications/self?tab=traces', 'Latest traces'],
  ['/applications/self?tab=databases', 'Databases'],
  ['/databases/first', 'Orders'],
  ['/applications/self?tab=resources', 'Capacity'],
  ['/resource-audits/first', 'Settled since the audit before'],
  ['/applications/self?tab=errors', 'Errors'],
  ['/applications/self?tab=pages', 'Pages'],
  ['/applications/self?tab=figures', 'Figures'],
  ['/applications/self?tab=environments', 'Environments'],
  ['/applications/self?tab=activity', 'Activity'],
  ['/activity', 'Activity'],
  ['/explore', 'Explore'],
  ['/explore?expressions=%5B%22sum(%7B%5C%22process.memory.usage%5C%22%7D)%22%2C%22sum(up%22%5D', 'Explore'],
  ['/dashboards', 'Dashboards'],
  ['/dashboards?add=yes', 'New dashboard'],
  ['/dashboards?add=file', 'Import dashboard'],
  ['/standard-dashboards/host', 'Hosts'],
  ['/applications/self?tab=windows', 'Windows'],
  ['/windows', 'Windows'],
  ['/windows?add=yes', 'Plan window'],
  ['/applications/self?tab=timeline', 'Timeline'],
  ['/errors/first', 'TypeError: cart is undefined'],
  ['/alerts', 'Alerts'],
  ['/silences', 'Silences'],
  ['/on-call', 'On-call'],
  ['/on-call?form=add', 'Add schedule'],
  ['/on-call?view=mine', 'On-call'],
  ['/on-call?view=load', 'On-call'],
  ['/on-call?view=escalation', 'On-call'],
  ['/on-call?view=pages', 'On-call'],
  ['/tasks', 'Tasks'],
  ['/tasks?add=yes', 'Add task'],
  ['/search?q=shop', 'Search'],
  ['/clients', 'Clients'],
  ['/plan', 'Support plan'],
  ['/plan?view=versions', 'Support plan'],
  ['/plan?file=import', 'Import the plan of Nordlicht Software'],
  ['/plan?file=holidays', 'Holidays of Nordlicht Software'],
  ['/status-pages', 'Status pages'],
  ['/status-pages?add=yes', 'Add status page'],
  ['/coverage', 'Coverage'],
  ['/coverage?only=gaps', 'Coverage'],
  ['/coverage?view=hand_over', 'Coverage'],
  ['/coverage?person=me', 'Coverage'],
  ['/incidents', 'Incidents'],
  ['/incidents?declare=yes', 'Declare incident'],
  ['/decisions', 'Decisions'],
  ['/decisions?ask=yes', 'Ask for a decision'],
  ['/decisions/first', 'Which queue carries the orders?'],
  ['/people', 'People'],
  ['/people?invite=yes', 'Invite somebody'],
  ['/people/invitations', 'People'],
  ['/people/sign-ins', 'People'],
  ['/people/me', 'Olivia Brandt'],
  ['/audit', 'Audit trail'],
  ['/audit/integrity', 'Audit trail'],
  ['/jobs', 'Jobs'],
  ['/jobs?tab=parked', 'Parked reactions'],
  ['/jobs?tab=deadlines', 'Late deadlines'],
  ['/settings', 'Settings'],
  ['/settings/roles', 'Settings'],
  ['/settings/sign-in', 'Settings'],
  ['/settings/keys', 'Settings'],
  ['/settings/keys?make=yes', 'New API key'],
  ['/settings/health', 'Settings'],
  ['/settings/installation', 'Settings'],
  ['/settings/backups', 'Settings'],
  ['/settings/storage', 'Settings'],
  ['/settings/channels', 'Settings'],
  ['/profile', 'Profile'],
  ['/profile/security', 'Profile'],
  ['/profile/channels', 'Profile'],
  ['/_gallery', 'Gallery'],
]

let installation: Installation
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
let ids: Readonly<Record<'self' | 'me' | 'decision' | 'database' | 'audit' | 'error', string>>

beforeAll(async () => {
  installation = await Installation.open()
  const { page } = await installation.visitor()
  await setUp(page, installation.setupPath, 'Web shop https://shop.example.com')
  ids = await page.evaluate(async () => {
    const read = async (path: string) => (await fetch(`/api/pitcrew/v1${path}`)).json()
    const { items } = (await read('/applications')) as { items: { id: string; kind: string }[] }
    const body = JSON.stringify({ question: 'Which queue carries the orders?', options: [{ title: 'The one we have' }] })
    const asked = await fetch('/api/pitcrew/v1/decisions', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const decision = ((await asked.json()) as { id: string }).id
    const text = 'the queue is full'
    const announcement = JSON.stringify({ record: decision, name: 'error.log', bytes: text.length })
    const json = { 'content-type': 'application/json' }
    const announced = await fetch('/api/pitcrew/v1/attachments', { method: 'POST', headers: json, body: announcement })
    const { id: file } = (await announced.json()) as { id: string }
    const bytes = { 'content-type': 'application/octet-stream' }
    await fetch(`/api/pitcrew/v1/attachments/${file}/content`, { method: 'PUT', headers: bytes, body: text })
    const self = items.find((one) => one.kind === 'self')?.id ?? ''
    const environments = (await read(`/environments?applicationId=${self}`)) as { items: { id: string }[] }
    // Nothing listens there: the page of a database that cannot be read.
    const place = {
      kind: 'postgres',
      host: '127.0.0.1',
      port: 1,
      databaseName: 'shop',
      tls: 'off',
      tlsAuthority: null,
      privateAllowed: true,
    }
    const user = { username: 'pitcrew', password: 'reads only' }
    const watched = JSON.stringify({ environmentId: environments.items[0]?.id, name: 'Orders', ...place, ...user })
    const added = await fetch('/api/pitcrew/v1/databases', { method: 'POST', headers: json, body: watched })
    const { id: database } = (await added.json()) as { id: string }
    // What is looked at has nothing that answers here: nobody is paged while the pages are.
    const window = {
      title: 'Every page is looked at',
      zone: 'UTC',
      startsLocal: new Date(Date.now() - 60_000).toISOString().slice(0, 16),
      durationMinutes: 240,
    }
    for (const { id: applicationId } of items) {
      const planned = await fetch('/api/pitcrew/v1/windows', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ ...window, applicationId }),
      })
      if (!planned.ok) throw new Error(await planned.text())
    }
    const written = await fetch(`/api/pitcrew/v1/applications/${self}/resources/audits`, { method: 'POST' })
    const { id: audit } = (await written.json()) as { id: string }
    return { self, audit, me: ((await read('/me')) as { id: string }).id, decision, database, error: '' }
  })
  ids = { ...ids, error: await anError(page, ids.self) }
  cookies = await page.context().storageState()
})
afterAll(() => installation?.close())

/** The id of the group of an error that was sent by a key's DSN, once it is there. */
async function anError(page: Page, application: string): Promise<string> {
  await page.evaluate(async (applicationId) => {
    const read = async (path: string) => (await fetch(`/api/pitcrew/v1${path}`)).json()
    const { items } = (await read(`/environments?applicationId=${applicationId}`)) as { items: { id: string }[] }
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ environmentId: items[0]?.id, name: 'Sentry' })
    const made = await fetch('/api/pitcrew/v1/ingest-keys', { method: 'POST', headers, body })
    const { pathname, username } = new URL(((await made.json()) as { ingestKey: { dsn: string } }).ingestKey.dsn)
    const frames = [
      { function: 'next', filename: 'router.js', lineno: 12, in_app: false },
      {
        function: 'total',
        filename: 'cart.js',
        lineno: 41,
        in_app: true,
        pre_context: ['function total(cart) {'],
        context_line: '  return cart.items',
      },
    ]
    const event = {
      event_id: crypto.randomUUID().replaceAll('-', ''),
      exception: { values: [{ type: 'TypeError', value: 'cart is undefined', mechanism: { handled: false }, stacktrace: { frames } }] },
      breadcrumbs: [{ category: 'ui.click', message: 'button#pay', timestamp: 1_795_000_000, data: { cart: 7 } }],
      tags: { page: 'cart' },
    }
    const envelope = [{}, { type: 'event' }, event].map((line) => JSON.stringify(line)).join('\n')
    await fetch(`${pathname.replace(/(\d+)$/, 'api/$1/envelope/')}?sentry_key=${username}`, { method: 'POST', body: envelope })
  }, application)
  return until(async () => {
    const path = `/api/pitcrew/v1/applications/${application}/error-groups`
    const { items } = (await page.evaluate(async (address) => (await fetch(address)).json(), path)) as { items: { id: string }[] }
    return items[0]?.id
  })
}

const addressOf = (path: string) =>
  path
    .replace('person=me', `person=${ids.me}`)
    .replace('/self', `/${ids.self}`)
    .replace('/people/me', `/people/${ids.me}`)
    .replace('/errors/first', `/errors/${ids.error}`)
    .replace('/decisions/first', `/decisions/${ids.decision}`)
    .replace('/databases/first', `/databases/${ids.database}`)
    .replace('/resource-audits/first', `/resource-audits/${ids.audit}`)
const widerBy = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Nothing is loading any more, and what opened can be seen. */
async function stands(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const dialogs = [...document.querySelectorAll('[role="dialog"]')]
    return (
      !document.querySelector('[role="status"][aria-label="Loading"]') &&
      dialogs.every((one) => one.checkVisibility({ opacityProperty: true }))
    )
  })
}

describe.each(looks)('$name:', ({ options }) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await installation.visitor({ ...options, storageState: cookies })
  })

  test.each(pages)('%s', async (path, heading) => {
    const { page, faults } = visitor
    await page.goto(addressOf(path))
    await page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
    if (path !== '/_gallery') await stands(page)
    expect(await axeFaults(page)).toEqual([])
    expect(await widerBy(page)).toBe(0)
    expect(faults).toEqual([])
  })
})

describe('doors:', () => {
  test.each([
    ['/sign-in', 'Sign in'],
    ['/forgotten-password', 'Forgotten password'],
    ['/invitation#0', 'Invitation'],
    ['/password-reset#0', 'Choose a new password'],
    ['/setup#0', 'Set up already'],
  ])('%s', async (path, heading) => {
    const { page, faults } = await installation.visitor()
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(faults).toEqual([])
  })
})

test('in German no English is left in the frame, and the page fits', async () => {
  const { page, faults } = await installation.visitor({ storageState: cookies, viewport: { width: 1024, height: 768 } })
  await page.goto('/profile')
  await page.getByText('Deutsch').click()
  await page.getByRole('heading', { level: 1, name: 'Profil' }).waitFor()
  await page.getByRole('link', { name: 'Prüfpfad' }).click()
  await page.getByText('hat die Anwendung Web shop hinzugefügt').first().waitFor()
  expect(await widerBy(page)).toBe(0)
  await page.goto('/profile')
  await page.getByText('English').click()
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
  expect(faults).toEqual([])
})

test('from right to left every component keeps its place and its accessibility', async () => {
  const { page, faults } = await installation.visitor()
  await page.goto('/_gallery')
  await page.getByText('Right to left').click()
  await page.waitForFunction(() => document.documentElement.dir === 'rtl')
  expect(await axeFaults(page)).toEqual([])
  expect(await widerBy(page)).toBe(0)
  expect(faults).toEqual([])
})

test('a server that is away is said calmly, and the page keeps what it shows', async () => {
  const { page } = await installation.visitor({ storageState: cookies })
  // The pages of the rail are fetched ahead, so the next one opens without a server too.
  const ahead = page.waitForResponse(/people-page.*\.js/)
  await page.goto('/applications')
  await page.getByRole('link', { name: /^Web shop/ }).waitFor()
  const people = (await ahead).url()
  // Whole only with everything that it imports.
  await page.evaluate(`import(${JSON.stringify(people)}).then(() => undefined)`)
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByText('The server does not answer. What you see may be old').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.getByRole('link', { name: /^Olivia Brandt/ }).waitFor()
  expect(await page.getByText('What you see may be old').waitFor({ state: 'detached' })).toBeUndefined()
})
