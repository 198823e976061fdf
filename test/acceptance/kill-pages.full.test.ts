/**
 * The real program, killed between the sample that breaks a limit and the page about it, while the mail relay or the provider of text
 * messages may be dead: somebody is told, and nobody is told the same twice but for a kill between a channel's acceptance and the note
 * of it. PITCREW_TEST_KILL_ROUNDS says how often it is killed, PITCREW_TEST_KILL_SEED when.
 */
import { randomInt } from 'node:crypto'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '#kit/random.ts'
import { SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer, type Settings } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Visitor } from '#test/support/visitor.ts'
import { carriers, type Carrier, type Carriers, type TakenPage } from './killing/paged.ts'
import { SEED_MAX } from './killing/rounds.ts'
import { find, killSoon } from './killing/victims.ts'

const ROUNDS = Number(process.env['PITCREW_TEST_KILL_ROUNDS'] ?? 10)
const SEED = Number(process.env['PITCREW_TEST_KILL_SEED'] ?? randomInt(SEED_MAX))
/** Tells slow from stuck. What is promised after a restart is half a minute; the test says how long it took. */
const TOLD_WITHIN_MS = 120_000
const ROUND_WITHIN_MS = 240_000
/** A build and a first start, on a machine that does other things as well. */
const SET_UP_WITHIN_MS = 300_000
const METRIC = 'broken'

interface Round {
  readonly name: string
  readonly applicationId: string
  readonly secret: string
}

interface Struck {
  readonly name: string
  readonly killedAt: number
  readonly backAt: number
}

const dataFolder = path.join(scratchFolder(), 'data')
let settings: Settings
let server: RunningServer
let owner: Visitor
let outside: Carriers
const struck: Struck[] = []

beforeAll(async () => {
  prepareProgram()
  outside = await carriers()
  settings = { PITCREW_DATA: dataFolder, PORT: String(await freePort()) }
  server = await startServer(settings)
  await setUp(server)
  owner = await signIn(server)
  await reachOwner()
}, SET_UP_WITHIN_MS)
afterAll(() => server?.stop())

/** By mail first, then by text message; nobody else is there to be asked. */
async function reachOwner(): Promise<void> {
  const { version } = await owner.ask('GET', '/mail-relay')
  const plain = { security: 'starttls_if_offered', username: null, privateAllowed: true, signs: false }
  const sender = { senderAddress: 'support@northwind.example', senderName: 'Northwind Support' }
  const ifMatch = (of: number) => ({ 'if-match': `"${of}"` })
  const relay = { host: '127.0.0.1', port: outside.relayPort, ...plain, ...sender }
  await owner.ask('PUT', '/mail-relay', { body: relay, headers: ifMatch(version) })
  const body = JSON.stringify({ text: '{{text}}', key: '{{key}}' })
  const values = { kind: 'http', url: outside.smsUrl, contentType: 'application/json', body }
  await owner.ask('PUT', '/channel-providers/sms', { body: { values, privateAllowed: true }, headers: ifMatch(0) })
  const { id } = await owner.ask('POST', '/channel-addresses', { body: { channel: 'sms', target: { number: '+491701234567' } } })
  await owner.ask('POST', `/channel-addresses/${id}/codes`)
  await owner.ask('POST', `/channel-addresses/${id}/proofs`, { body: { code: outside.code() } })
}

/** An application of its own, so that its alert joins no page of another. */
async function prepareRound(name: string): Promise<Round> {
  const { id: applicationId } = await owner.ask('POST', '/applications', { body: { clientId: null, name } })
  const place = { applicationId, name: 'Production', kind: 'production' }
  const { id: environmentId } = await owner.ask('POST', '/environments', { body: place })
  const { secret } = await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'Agent' } })
  const rule = { name: 'Broken', severity: 'critical', mode: 'live', source: { kind: 'metric', metric: METRIC }, condition: { limit: 0.5 } }
  await owner.ask('POST', `/applications/${applicationId}/alert-rules`, { body: rule })
  return { name, applicationId, secret }
}

/** One sample over the limit, sent once and acknowledged. */
async function breakLimit({ secret }: Round): Promise<void> {
  const point = { timeUnixNano: `${systemClock.now()}000000`, asDouble: 1 }
  const metrics = [{ name: METRIC, gauge: { ['data\u0050oints']: [point] } }]
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'agent' } }] }
  const answer = await fetch(`${server.url}/otlp/v1/metrics`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }),
  })
  expect(answer.status).toBe(200)
}

const pagesOf = ({ name }: Pick<Round, 'name'>): readonly TakenPage[] =>
  outside.taken.filter(({ text }) => new RegExp(`${name}\\b`).test(text))

const isTold = (round: Round) =>
  until(() => pagesOf(round).length > 0, { withinMs: TOLD_WITHIN_MS, what: `that somebody is told about ${round.name}` })

/** Every fourth time the database, otherwise the program itself. */
async function strike(round: Round, of: { readonly index: number; readonly random: () => number }): Promise<void> {
  const victim = of.index % 4 === 3 ? 'postmaster' : 'server'
  const dead = await killSoon(victim, dataFolder, of.random)
  const killedAt = systemClock.now()
  if (victim === 'postmaster') {
    const isReplaced = () => find(victim, dataFolder).some(({ pid }) => !dead.includes(pid))
    await until(isReplaced, { withinMs: ROUND_WITHIN_MS, what: 'another database' })
    await until(async () => (await fetch(`${server.url}/health/ready`)).ok, { withinMs: ROUND_WITHIN_MS, what: 'the program with it' })
  } else {
    await server.ended()
    server = await startServer(settings)
    owner = await signIn(server)
  }
  struck.push({ name: round.name, killedAt, backAt: systemClock.now() })
}

interface Message {
  readonly id: string
  readonly channel: string
  readonly state: string
  readonly repeats: number
}

/** Ends the page of a round once all of it is noted, so that nothing of it is asked in the next; its messages. */
async function endPage({ applicationId, name }: Round): Promise<readonly Message[]> {
  const found = async () => {
    const { items } = await owner.ask('GET', '/pages')
    return items.filter((page: { applicationId: string }) => page.applicationId === applicationId)
  }
  const pages = await found()
  expect(pages).toHaveLength(1)
  const of = `/pages/${pages[0].id}`
  const messages = async (): Promise<readonly Message[]> => (await owner.ask('GET', of)).messages
  const isNoted = async () => (await messages()).every(({ state }) => state !== 'queued')
  await until(isNoted, { withinMs: ROUND_WITHIN_MS / 2, what: `what became of the messages of ${name}` })
  await owner.ask('POST', `${of}/answers`, { body: { answer: 'resolve' } })
  return messages()
}

/** A page that was told twice was told under one key, and the kill lies between both. */
function expectRepeatsAreOfKills(round: Round, messages: readonly Message[]): number {
  const told = pagesOf(round)
  const byKey = [...new Set(told.map(({ key }) => key))].map((key) => told.filter((one) => one.key === key))
  const counted = messages.reduce((sum, { repeats }) => sum + repeats, 0)
  const hit = struck.find(({ name }) => name === round.name)
  let repeats = 0
  for (const [first, ...again] of byKey) {
    repeats += again.length
    for (const one of again) {
      expect(first?.at).toBeLessThanOrEqual(hit?.backAt ?? 0)
      expect(one.at).toBeGreaterThanOrEqual(hit?.killedAt ?? Infinity)
    }
  }
  expect(byKey.length).toBeLessThanOrEqual(messages.filter(({ channel }) => channel !== 'in_app').length)
  expect(repeats).toBeLessThanOrEqual(counted)
  return repeats
}

test(
  `${ROUNDS} times killed between breach and page: somebody is told, and twice only for a kill`,
  { timeout: (ROUNDS + 1) * ROUND_WITHIN_MS },
  async () => {
    process.stdout.write(`seed ${SEED}\n`)
    const random = randomFrom(SEED)
    let next = await prepareRound('Round 0')
    const waits: number[] = []
    let [before, repeats] = [0, 0]
    for (let index = 0; index < ROUNDS; index++) {
      const round = next
      // The next one is known to the program long before it is broken.
      next = await prepareRound(`Round ${index + 1}`)
      const dead = ([null, 'relay', 'sms'] as const)[Math.floor(random() * 3)] as Carrier | null
      outside.setDead(dead)
      await breakLimit(round)
      await strike(round, { index, random })
      const { killedAt, backAt } = struck.at(-1) as Struck
      await isTold(round)
      outside.setDead(null)
      const first = pagesOf(round)[0]?.at ?? Infinity
      if (first >= killedAt) before++
      waits.push(Math.max(0, first - backAt))
      repeats += expectRepeatsAreOfKills(round, await endPage(round))
    }
    const longest = (Math.max(...waits) / SECOND_MS).toFixed(1)
    process.stdout.write(
      `${before} of ${ROUNDS} kills came before anybody was told; longest from restart to told ${longest} s; ${repeats} told twice\n`,
    )
  },
)
