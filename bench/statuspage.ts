/**
 * Promises: a public page, the largest there may be, is read within 20 ms by all but one in a hundred, also while PostgreSQL is
 * stopped; and 2 s after a release is asked for, a mail to each of 10,000 subscribers is in the queue. Through the built program. The
 * machine should do nothing else.
 */
import os from 'node:os'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { request } from 'undici'
import { SECOND_MS } from '#kit/time.ts'
import { runningPostgres } from '#platform/pg/embedded/embedded.ts'
import { setUpWorld } from './support/ingest-key.ts'
import { processTree } from './support/process-tree.ts'
import { dataFolder, start } from './support/program.ts'
import { report, say } from './support/report.ts'

const SUBSCRIBERS = 10_000
const COMPONENTS = 50
/** Both times together stay below what one address may read in a minute. */
const READS = 2_000
const PAGE_MS_MAX = 20
const QUEUED_MS_MAX = 2 * SECOND_MS
const KEPT_WITHIN_MS = 30 * SECOND_MS
const MAILED_WITHIN_MS = 120 * SECOND_MS
const POST = { kind: 'incident', title: 'Disruption of the shop', phase: 'investigating', text: 'We are looking into it.' }

const folder = dataFolder()
const running = await start(folder.path)
const store = new pg.Client(runningPostgres(folder.path))
try {
  await store.connect()
  const world = await setUpWorld(running)
  const page = await world.call('statuspage.createPage', { body: { name: 'Shop', applicationId: world.applicationA } })
  const line = { group: '', weight: 1, applicationId: world.applicationA, componentId: null, checkIds: null }
  const components = Array.from({ length: COMPONENTS }, (_, index) => ({ ...line, name: `Component ${index}` }))
  const body = { state: 'published', components }
  await world.call('statuspage.changePage', { params: { id: page.id }, ifMatch: page.version, body })
  await addSubscribers(page.slug)
  const post = await world.call('statuspage.createPost', { params: { id: page.id }, body: POST })
  say(`load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
  const beganMs = performance.now()
  await world.call('statuspage.releaseDraft', { params: { id: post.id }, ifMatch: post.version })
  say(`the release was answered after ${Math.round(performance.now() - beganMs)} ms`)
  await untilMailed()
  const queuedMs = performance.now() - beganMs
  const queued = `a release to ${SUBSCRIBERS} subscribers until all mails are queued`
  report({ figure: queued, value: queuedMs, unit: 'ms', budget: QUEUED_MS_MAX, budgetIs: 'maximum' })
  const url = `${running.url}/status/${page.slug}`
  await untilKept(url)
  const figure = `a public page of ${COMPONENTS} components over HTTP, p99 of ${READS}`
  report({ figure, value: await readsP99(url), unit: 'ms', budget: PAGE_MS_MAX, budgetIs: 'maximum' })
  const stopped = await whilePostgresIsStopped(() => readsP99(url))
  report({ figure: `${figure}, PostgreSQL stopped`, value: stopped, unit: 'ms', budget: PAGE_MS_MAX, budgetIs: 'maximum' })
} finally {
  await store.end()
  await running.stop()
  folder.remove()
}

/** Past the form, which takes few a minute. */
async function addSubscribers(slug: string): Promise<void> {
  await store.query(
    `insert into status_subscriber (id, page_id, address, asked_at, confirmed_at)
     select gen_random_uuid(), status_page.id, 'reader' || number || '@example.net', now(), now()
     from status_page, generate_series(1, $2) as number where slug = $1`,
    [slug, SUBSCRIBERS],
  )
}

/** Throws when not every subscriber gets one mail. */
async function untilMailed(): Promise<void> {
  const lateMs = performance.now() + MAILED_WITHIN_MS
  for (;;) {
    const { rows } = await store.query<{ waiting: number; mails: number }>(
      `select (select count(*)::int from status_delivery) as waiting,
              (select count(*)::int from mail_message where idempotency_key like 'status update %') as mails`,
    )
    const [{ waiting, mails } = { waiting: 0, mails: 0 }] = rows
    if (waiting === 0 && mails === SUBSCRIBERS) return
    if (performance.now() > lateMs) throw new Error(`${mails} mails were queued, ${waiting} wait`)
    await pause(20)
  }
}

/** Until the node shows what was released. */
async function untilKept(url: string): Promise<void> {
  const lateMs = performance.now() + KEPT_WITHIN_MS
  while (!(await read(url)).includes(POST.title)) {
    if (performance.now() > lateMs) throw new Error('the page does not show what was released')
    await pause(SECOND_MS)
  }
}

/** One after the other, as long as the whole answer takes. */
async function readsP99(url: string): Promise<number> {
  const waits: number[] = []
  for (let count = 0; count < READS; count++) {
    const beganMs = performance.now()
    const text = await read(url)
    waits.push(performance.now() - beganMs)
    if (!text.includes(POST.title)) throw new Error('the page does not show what was released')
  }
  return waits.toSorted((one, other) => one - other)[Math.ceil(READS * 0.99) - 1] ?? NaN
}

async function read(url: string): Promise<string> {
  const answer = await request(url)
  return answer.body.text()
}

/** Its processes stand still, so whoever asks it waits. */
async function whilePostgresIsStopped<T>(act: () => Promise<T>): Promise<T> {
  const pids = processTree(running.child.pid ?? 0).flatMap(({ pid, command }) => (/^(\S*\/)?postgres\b/.test(command) ? [pid] : []))
  if (pids.length === 0) throw new Error('no process of PostgreSQL was found')
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  try {
    return await act()
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
}
