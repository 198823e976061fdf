/** Sentry's own client for Node sends to a running program. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Sentry from '@sentry/node'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Visitor } from '#test/support/visitor.ts'

const WITHIN = { withinMs: 60_000 }

const dataFolder = path.join(scratchFolder(), 'data')
let server: RunningServer
let owner: Visitor
let application: string
let clickhouse: OpenedClickHouse

beforeAll(async () => {
  prepareProgram()
  server = await startServer({ PITCREW_DATA: dataFolder })
  await setUp(server)
  owner = await signIn(server)
  application = (await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })).id
  const place = { applicationId: application, name: 'Production', kind: 'production' }
  const environment = await owner.ask('POST', '/environments', { body: place })
  const { ingestKey } = await owner.ask('POST', '/ingest-keys', { body: { environmentId: environment.id, name: 'Sentry' } })
  clickhouse = await openClickHouse({ socketPath: runningClickHouse(dataFolder) }, { database: 'pitcrew', logger: testLogger })
  const dsn = new URL(ingestKey.dsn)
  Sentry.init({
    dsn: `http://${dsn.username}@${new URL(server.url).host}${dsn.pathname}`,
    release: 'shop@1.4.2',
    environment: 'production',
    tracesSampleRate: 1,
  })
})
afterAll(async () => {
  await Sentry.close(2_000)
  await clickhouse?.close()
  await server?.stop()
})

const rowsOf = (sql: string, count = 1) =>
  until(async () => {
    const rows = await clickhouse.query<Record<string, string>>({ name: 'test.rows', sql })
    return rows.length >= count ? rows : undefined
  }, WITHIN)

describe('the client for Node', () => {
  test('reports an error with its stack, what happened before, its user and its tags', async () => {
    Sentry.setUser({ id: '7', email: 'anna@example.com' })
    Sentry.setTag('page', 'cart')
    Sentry.addBreadcrumb({ category: 'cart', message: 'added a boat' })
    const id = Sentry.captureException(new TypeError('cart is undefined'))
    expect(await Sentry.flush(60_000)).toBe(true)
    const [row] = await rowsOf(
      `select title, release, tags['page'] as page, detail, user_hash != 0 as known from error where level = 'error'`,
    )
    expect(row).toMatchObject({ title: 'TypeError: cart is undefined', release: 'shop@1.4.2', page: 'cart', known: 1 })
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    const detail = JSON.parse(row?.['detail'] ?? '') as {
      exceptions: { frames: { file: string }[] }[]
      crumbs: { message: string }[]
      sdk: string
    }
    expect(detail.exceptions[0]?.frames.at(-1)?.file).toContain('sentry.test')
    expect(detail.crumbs.map(({ message }) => message)).toContain('added a boat')
    expect(detail.sdk).toContain('sentry.javascript.node')
    expect(row?.['detail']).not.toContain('anna@')
  })

  test('reports what a user says, with files, to an error with files', async () => {
    const error = Sentry.withScope((scope) => {
      scope.addAttachment({ filename: 'state.json', data: '{"cart":[]}', contentType: 'application/json' })
      return Sentry.captureException(new RangeError('no boats left'))
    })
    const said = { message: 'I wanted a boat.', name: 'Bea Boater', email: 'bea@example.com', associatedEventId: error }
    Sentry.captureFeedback(said, { attachments: [{ filename: 'page.html', data: '<script>alert(1)</script>' }] })
    expect(await Sentry.flush(10_000)).toBe(true)
    const feedback = await until(async () => {
      const [one] = (await owner.ask('GET', `/applications/${application}/error-feedback`)).items
      return one?.group && one.files.length > 0 ? one : undefined
    }, WITHIN)
    expect(feedback).toMatchObject({
      text: 'I wanted a boat.',
      name: 'Bea Boater',
      email: 'bea@example.com',
      errorId: error,
      group: { title: 'RangeError: no boats left' },
      files: [{ name: 'page.html', mediaType: 'text/plain' }],
    })
    const failed = await until(async () => {
      const read = await owner.ask('GET', `/error-groups/${feedback.group.id}/errors/${error}`)
      return read.files.length > 0 ? read : undefined
    }, WITHIN)
    expect(failed.files).toMatchObject([{ name: 'state.json', mediaType: 'text/plain', bytes: 11 }])
    const { text, headers } = await owner.send('GET', `/error-files/${feedback.files[0].id}/content`)
    expect(text).toBe('<script>alert(1)</script>')
    expect(headers.get('content-disposition')).toBe('attachment; filename="page.html"')
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test('reports a transaction, which stands among the traces', async () => {
    Sentry.startSpan({ name: 'GET /cart', op: 'http.server', forceTransaction: true }, () =>
      Sentry.startSpan({ name: 'SELECT 1', op: 'db' }, () => undefined),
    )
    await Sentry.flush(60_000)
    const rows = await rowsOf(`select name, kind from span where service = 'node' and name in ('GET /cart', 'SELECT 1') order by kind`, 2)
    expect(rows.map(({ name }) => name)).toEqual(['GET /cart', 'SELECT 1'])
  })
})
