/**
 * Promise: from a decisive sample that was accepted to the page in the hands of the channel, as shipped: half within 0.3 s, all but one
 * in a hundred within 1 s. 1,000 rules over single series and 50 over the course of series stand on 20,000 series that send every 15 s
 * meanwhile; each breach is of another application, so that none joins the page of another. The channel is a mail relay, which notes
 * when it has the whole page. The machine should do nothing else.
 *
 * Debian's Prometheus and Alertmanager do the same afterwards, with as many rules on the same series, as fast as their settings go
 * (judged each second, no waiting for a group), until a web hook is told.
 */
import { once } from 'node:events'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { compress } from 'snappyjs'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { World } from '#test/support/world.ts'
import { makeKeyOf, setUpWorld } from './support/ingest-key.ts'
import { startDebianAlerting, type Rule } from './support/debian-alerting.ts'
import { dataFolder, start } from './support/program.ts'
import { median, report, say } from './support/report.ts'
import { seriesBytes, writeRequest } from './support/write-request.ts'

const BREACHES = 100
const SERIES = 20_000
const REQUEST_SAMPLES = 2_000
const SINGLE_RULES = 1_000
const COURSE_RULES = 50
const EVERY_MS = 15 * SECOND_MS
/** A rule is looked up by every node within this time. */
const KNOWN_MS = 10 * SECOND_MS
const BETWEEN_MS = 200
const ARRIVES_WITHIN_MS = 30 * SECOND_MS
const METRIC = 'bench_decisive'

const RULES_OF_PROMETHEUS: readonly Rule[] = [
  { name: 'Decisive', condition: `${METRIC} > 0.5` },
  ...Array.from({ length: SINGLE_RULES }, (_, index) => ({
    name: `Queue ${index}`,
    condition: `shop_queue_length_${index % 40}{zone="${index}"} > 1e12`,
  })),
  ...Array.from({ length: COURSE_RULES }, (_, index) => ({
    name: `Change ${index}`,
    condition: `abs(delta(shop_queue_length_${index % 40}[5m])) > 1e12`,
  })),
]

const p99 = (waits: readonly number[]): number => waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.99) - 1] ?? NaN

const folder = dataFolder()
const running = await start(folder.path)
const relay = await mailRelay()
const over = new AbortController()
let ours = NaN
try {
  const world = await setUpWorld(running)
  await sayHowToPage(world, relay.port)
  const others = await makeKeyOf(world, world.applicationA)
  const sending = keepSending({ url: `${running.url}/prometheus/api/v1/write`, key: others }, over.signal)
  await standRules(world)
  const keys = await breachable(world)
  await pause(KNOWN_MS)
  say(`load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
  const waits: number[] = []
  for (const [index, key] of keys.entries()) waits.push(await breach(key, `shop-${index}`))
  over.abort()
  await sending
  ours = median(waits)
  const figure = `from an accepted sample to the page at the relay, ${BREACHES} breaches`
  report({ figure: `${figure}, median`, value: ours, unit: 'ms', budget: 300, budgetIs: 'maximum' })
  report({ figure: `${figure}, p99`, value: p99(waits), unit: 'ms', budget: 1_000, budgetIs: 'maximum' })
} finally {
  over.abort()
  await running.stop()
  relay.close()
  folder.remove()
}
const theirs = await waitsOfPrometheus()
if (theirs !== undefined) {
  say(`Prometheus and Alertmanager: median ${Math.round(median(theirs))} ms, p99 ${Math.round(p99(theirs))} ms`)
  const figure = 'median beside that of Prometheus and Alertmanager, judging every second'
  report({ figure, value: ours / median(theirs), unit: 'of their time', budget: 1, budgetIs: 'maximum' })
}

/** Undefined, having said why, where they cannot be had. */
async function waitsOfPrometheus(): Promise<readonly number[] | undefined> {
  const peer = await startDebianAlerting(RULES_OF_PROMETHEUS)
  if ('missing' in peer) {
    say(`not compared: ${peer.missing}`)
    return undefined
  }
  const done = new AbortController()
  const told = new Map<string, number>()
  peer.onNotified((words) => {
    const { alerts } = JSON.parse(words) as { alerts: readonly { readonly labels: Readonly<Record<string, string>> }[] }
    for (const { labels } of alerts) told.set(labels['host_name'] ?? '', told.get(labels['host_name'] ?? '') ?? performance.now())
  })
  try {
    const sending = keepSending({ url: peer.writeUrl }, done.signal)
    await pause(KNOWN_MS)
    say(`load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
    const waits: number[] = []
    for (let index = 0; index < BREACHES; index++) {
      const host = `shop-${index}`
      const series = [{ labels: seriesBytes(METRIC, { host_name: host }), value: 1 }]
      await send({ url: peer.writeUrl }, writeRequest(series, systemClock.now()))
      const acceptedMs = performance.now()
      while (!told.has(host) && performance.now() - acceptedMs < ARRIVES_WITHIN_MS) await pause(1)
      waits.push((told.get(host) ?? Infinity) - acceptedMs)
      await pause(BETWEEN_MS)
    }
    done.abort()
    await sending
    return waits
  } finally {
    done.abort()
    await peer.stop()
  }
}

interface MailRelay {
  readonly port: number
  /** When the whole mail that names this was there; waits for it. */
  has(name: string): Promise<number>
  close(): void
}

async function mailRelay(): Promise<MailRelay> {
  const taken: { readonly text: string; readonly atMs: number }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        taken.push({ text: Buffer.concat(pieces).toString('utf8'), atMs: performance.now() })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const has = async (name: string): Promise<number> => {
    const lateMs = performance.now() + ARRIVES_WITHIN_MS
    const named = new RegExp(`${name}\\b`)
    for (;;) {
      const found = taken.find(({ text }) => named.test(text))
      if (found) return found.atMs
      if (performance.now() > lateMs) throw new Error(`no page about ${name} reached the relay`)
      await pause(1)
    }
  }
  return { port: (server.server.address() as AddressInfo).port, has, close: () => server.close() }
}

/** The owner holds the role that the plan pages; mail goes to the relay of this bench. */
async function sayHowToPage(world: World, port: number): Promise<void> {
  const { version } = await world.call('delivery.readRelay')
  const plain = { security: 'starttls_if_offered', username: null, privateAllowed: true, signs: false }
  const sender = { senderAddress: 'support@northwind.example', senderName: 'Northwind Support' }
  await world.call('delivery.setRelay', { body: { host: '127.0.0.1', port, ...plain, ...sender }, ifMatch: version })
  const plan = await world.call('plan.readPlan', { params: { plan: 'organisation' } })
  const set = [{ path: 'roles.support_engineer.heldBy', value: [world.people.owner.id] }]
  await world.call('plan.changePlan', { params: { plan: 'organisation' }, body: { set }, ifMatch: plan.version })
}

async function standRules(world: World): Promise<void> {
  const params = { id: world.applicationA }
  const never = { severity: 'minor', mode: 'live', condition: { limit: 1e12 } }
  for (let index = 0; index < SINGLE_RULES; index++) {
    const source = { kind: 'metric', metric: `shop_queue_length_${index % 40}`, labels: { zone: String(index) } }
    await world.call('alerting.createRule', { params, body: { name: `Queue ${index}`, source, ...never } })
  }
  for (let index = 0; index < COURSE_RULES; index++) {
    const source = { kind: 'change', metric: `shop_queue_length_${index % 40}`, labels: {}, overSeconds: 300, inUnits: true }
    await world.call('alerting.createRule', { params, body: { name: `Change ${index}`, source, ...never } })
  }
}

/** Keys of applications of their own, each with one rule. */
async function breachable(world: World): Promise<string[]> {
  const keys: string[] = []
  for (let index = 0; index < BREACHES; index++) {
    const { id } = await world.call('catalog.createApplication', { body: { clientId: world.clientA, name: `Breached ${index}` } })
    const source = { kind: 'metric', metric: METRIC, labels: {} }
    const body = { name: 'Decisive', severity: 'critical', mode: 'live', source, condition: { limit: 0.5 } }
    await world.call('alerting.createRule', { params: { id }, body })
    keys.push(await makeKeyOf(world, id))
  }
  return keys
}

/** Milliseconds from the answer that accepted the sample to the page at the relay. */
async function breach(key: string, host: string): Promise<number> {
  const series = [{ labels: seriesBytes(METRIC, { 'host.name': host }), value: 1 }]
  await send({ url: `${running.url}/prometheus/api/v1/write`, key }, writeRequest(series, systemClock.now()))
  const acceptedMs = performance.now()
  const waitedMs = (await relay.has(host)) - acceptedMs
  await pause(BETWEEN_MS)
  return Math.max(0, waitedMs)
}

async function keepSending(to: Receiver, signal: AbortSignal): Promise<void> {
  const labels = Array.from({ length: SERIES }, (_, index) =>
    seriesBytes(`shop_queue_length_${index % 40}`, { zone: String(index), instance: `shop-${index % 10}:8080`, job: 'shop' }),
  )
  for (let tick = 0; !signal.aborted; tick++) {
    const startedMs = performance.now()
    for (let first = 0; first < SERIES; first += REQUEST_SAMPLES) {
      const series = labels.slice(first, first + REQUEST_SAMPLES).map((each, index) => ({ labels: each, value: (tick * 7 + index) % 100 }))
      await send(to, writeRequest(series, systemClock.now()))
    }
    while (!signal.aborted && performance.now() - startedMs < EVERY_MS) await pause(100)
  }
}

interface Receiver {
  readonly url: string
  /** Prometheus wants none. */
  readonly key?: string
}

async function send({ url, key }: Receiver, body: Buffer): Promise<void> {
  const sign = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const headers = { ...sign, 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' }
  const answer = await request(url, { method: 'POST', headers, body: compress(body) })
  const words = await answer.body.text()
  if (answer.statusCode !== 204) throw new Error(`a request was refused with ${answer.statusCode}: ${words}`)
}
