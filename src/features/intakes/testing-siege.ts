/** Hostile requests to every intake, and what becomes of them. */
import { Fault } from '#kit/fault.ts'
import { randomFrom } from '#kit/random.ts'
import { receiveAlertmanager, receivePagerDuty, receiveWebhook } from './actions/receive.ts'
import { postSilence } from './actions/silences.ts'
import { KINDS, type Kind } from './domain/words.ts'
import { anAlert, aSource, platform } from './testing-world.ts'

type Random = () => number

/** What stands where something else belongs. */
const ODD: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  '\u0000\ud800',
  'x'.repeat(20_000),
  [],
  [[[[]]]],
  {},
  { constructor: 'x', toString: 1 },
  JSON.parse('{"a":'.repeat(60) + '1' + '}'.repeat(60)),
  Array.from({ length: 200 }, (_, at) => at),
  Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`label ${at}`, at])),
]
const RESOURCES = ['event_alert', 'metric_alert', 'issue', 'installation', '']

const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

/** What each kind sends when all is well; `id` keeps the number of alerts small. */
const GOOD: Readonly<Record<Kind, (secret: string, id: number) => unknown>> = {
  alertmanager: (_, id) => [anAlert({ id: String(id) })],
  pagerduty: (secret, id) => ({
    routing_key: secret,
    event_action: 'trigger',
    dedup_key: `k${id}`,
    payload: { summary: 'Disk', source: 'web' },
  }),
  grafana: (_, id) => ({ alerts: [{ status: 'firing', labels: { alertname: 'A' }, annotations: {}, fingerprint: `f${id}` }] }),
  sentry: (_, id) => ({
    action: 'triggered',
    data: { event: { issue_id: `${id}`, title: 'Error', level: 'error' }, triggered_rule: 'Rule' },
  }),
  uptime_kuma: (_, id) => ({ heartbeat: { status: 0, msg: 'down' }, monitor: { id, name: 'Shop' } }),
  webhook: (_, id) => ({ id, title: 'Disk', status: 'firing', severity: 'warning', labels: {} }),
}

/** The same value with some of its fields, at any depth, replaced by odd ones. */
function spoil(value: unknown, random: Random): unknown {
  if (random() < 0.15) return oneOf(ODD, random)
  if (Array.isArray(value)) return value.map((one) => spoil(one, random))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, name === 'routing_key' ? of : spoil(of, random)]))
}

function hostileBytes(kind: Kind, secret: string, random: Random): Buffer {
  const whole = Buffer.from(JSON.stringify(spoil(GOOD[kind](secret, Math.floor(random() * 20)), random)) ?? '')
  const bytes = whole.subarray(0, random() < 0.1 ? Math.floor(random() * whole.length) : whole.length)
  for (let flips = random() < 0.2 ? 3 : 0; flips > 0 && bytes.length > 0; flips--)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  if (random() < 0.002) return BOMB
  return bytes
}
/** Nested as deeply as fits what routes take. */
const BOMB = Buffer.from('['.repeat(500_000))

const codeOf = (error: unknown): string => (error instanceof Fault ? error.code.code : String(error))

function deliver(kind: Kind, secret: string, bytes: Buffer, random: Random): Promise<unknown> {
  if (kind === 'alertmanager') return random() < 0.2 ? postSilence(platform, secret, bytes) : receiveAlertmanager(platform, secret, bytes)
  if (kind === 'pagerduty') return receivePagerDuty(platform, bytes)
  const resource = oneOf(RESOURCES, random)
  return receiveWebhook(platform, { secret, bytes, header: (name) => (name === 'sentry-hook-resource' ? resource : undefined) })
}

export interface Siege {
  readonly outcomes: ReadonlyMap<string, number>
  /** Kinds of which the next good request was taken. */
  readonly works: readonly Kind[]
}

/** Sends hostile requests to one source of each kind; the same ones for the same seed. */
export async function besiege(count: number, seed: number): Promise<Siege> {
  const random = randomFrom(seed)
  const secrets = new Map<Kind, string>()
  for (const kind of KINDS) secrets.set(kind, (await aSource(kind)).secret)
  const outcomes = new Map<string, number>()
  for (let sent = 0; sent < count; sent++) {
    const kind = oneOf(KINDS, random)
    const secret = secrets.get(kind) ?? ''
    const outcome = await deliver(kind, secret, hostileBytes(kind, secret, random), random).then(() => 'taken', codeOf)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  const works: Kind[] = []
  for (const [kind, secret] of secrets) {
    const bytes = Buffer.from(JSON.stringify(GOOD[kind](secret, 1_000)))
    await deliver(kind, secret, bytes, () => 0.5).then(() => works.push(kind))
  }
  return { outcomes, works }
}

/** Each is an answer of 2xx or 4xx. */
export const PLAIN: ReadonlySet<string> = new Set([
  'taken',
  'common.invalid_request',
  'intakes.alerts_refused',
  'intakes.unknown_key',
  'alerting.too_many_silences',
])
