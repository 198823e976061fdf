/** Receives what tools send: whose it is, what it says, and what of it is not taken and why. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import { parseJson } from '#platform/http/json.ts'
import type { Needs } from '../access/needs.ts'
import { knownSource } from '../access/known-source.ts'
import { intakeCodes } from '../contract/codes.ts'
import { refusalWords } from '../contract/refusal-words.ts'
import { refusing, type Reading } from '../domain/arrived.ts'
import { at as fieldOf, textOf } from '../domain/fields.ts'
import { readAlertmanager } from '../domain/kinds/alertmanager.ts'
import { readGrafana } from '../domain/kinds/grafana.ts'
import { readPagerDuty } from '../domain/kinds/pagerduty.ts'
import { readSentry } from '../domain/kinds/sentry.ts'
import { readUptimeKuma } from '../domain/kinds/uptime-kuma.ts'
import { MAPPING_DEFAULT, readWebhook } from '../domain/kinds/webhook.ts'
import { ALERTS_PER_REQUEST_MAX } from '../domain/limits.ts'
import type { Refusal } from '../domain/words.ts'
import { noteRefused, type SourceRow } from '../store/sources.ts'
import { addTally } from '../store/tally.ts'
import { openSigningSecret } from './signing.ts'
import { takeAlerts } from './take.ts'

/** Throws `common.unauthenticated` for a key of no source, and what says that alerts were refused. */
export async function receiveAlertmanager(needs: Needs, secret: string | null, bytes: Uint8Array): Promise<void> {
  const source = await knownSource(needs, secret, ['alertmanager'])
  if (source === undefined) throw new Fault(common.unauthenticated, { detail: 'Send the key of an alert source.' })
  await takeReading(needs, source, await readBody(needs, source, bytes, (body) => readAlertmanager(body, needs.clock.now())))
}

/** Returns the key of the event. */
export async function receivePagerDuty(needs: Needs, bytes: Uint8Array): Promise<string> {
  const body = parseJson(bytes)
  const secret = textOf(fieldOf(body, 'routing_key'), KEY_LENGTH_MAX)
  const source = await knownSource(needs, secret || null, ['pagerduty'])
  if (source === undefined) throw new Fault(intakeCodes.unknown_key)
  const reading = readPagerDuty(body, uuidv7())
  await takeReading(needs, source, reading)
  return reading.alerts[0]?.key ?? ''
}

/** What a routing key of ours has, and then some. */
const KEY_LENGTH_MAX = 100

export interface Posted {
  readonly secret: string
  readonly bytes: Uint8Array
  readonly header: (name: string) => string | undefined
}

/** Returns how many alerts were taken; throws `common.not_found` for a secret of no source. */
export async function receiveWebhook(needs: Needs, { secret, bytes, header }: Posted): Promise<number> {
  const source = await knownSource(needs, secret, ['grafana', 'sentry', 'uptime_kuma', 'webhook'])
  if (source === undefined) throw new Fault(common.not_found)
  await requireSignature(needs, source, bytes, header('sentry-hook-signature'))
  const reading = await readBody(needs, source, bytes, (body) => readAs(source, body, header))
  await takeReading(needs, source, reading)
  return reading.alerts.length
}

function readAs({ kind, settings }: SourceRow, body: unknown, header: Posted['header']): Reading {
  if (kind === 'grafana') return readGrafana(body)
  if (kind === 'sentry') return readSentry(body, header('sentry-hook-resource') ?? '')
  return kind === 'uptime_kuma' ? readUptimeKuma(body) : readWebhook(body, settings.mapping ?? MAPPING_DEFAULT)
}

/** What is no JSON at all counts as refused too. */
async function readBody(needs: Needs, source: SourceRow, bytes: Uint8Array, read: (body: unknown) => Reading): Promise<Reading> {
  try {
    return read(parseJson(bytes))
  } catch (error) {
    await noteRefusals(needs, source, { refused: ['malformed'], at: needs.clock.now() })
    throw error
  }
}

async function requireSignature(needs: Needs, source: SourceRow, bytes: Uint8Array, said: string | undefined): Promise<void> {
  const key = openSigningSecret(needs.secrets, source)
  if (key === null) return
  const signature = createHmac('sha256', key).update(bytes).digest()
  const sent = Buffer.from(said ?? '', 'hex')
  if (sent.length === signature.length && timingSafeEqual(sent, signature)) return
  await noteRefusals(needs, source, { refused: ['wrong_signature'], at: needs.clock.now() })
  throw new Fault(intakeCodes.wrong_signature)
}

async function takeReading(needs: Needs, source: SourceRow, reading: Reading): Promise<void> {
  const isTooMany = reading.alerts.length + reading.refused.length > ALERTS_PER_REQUEST_MAX
  const { alerts, refused } = isTooMany ? refusing('too_many_alerts') : reading
  if (refused.length > 0) await noteRefusals(needs, source, { refused, at: needs.clock.now() })
  if (isTooMany) throw new Fault(intakeCodes.too_many_alerts)
  await takeAlerts(needs, source, alerts)
  const faults = refused.filter((one) => one !== 'not_about_alerts')
  if (faults.length === 0) return
  throw new Fault(intakeCodes.alerts_refused, { detail: `${alerts.length} were taken. Not taken: ${refusalWords(faults)}.` })
}

interface Refusals {
  readonly refused: readonly Refusal[]
  readonly at: Instant
}

function noteRefusals({ work }: Pick<Needs, 'work'>, source: SourceRow, { refused, at }: Refusals): Promise<void> {
  const counts = new Map<Refusal, number>()
  for (const one of refused) counts.set(one, (counts.get(one) ?? 0) + 1)
  const counted = [...counts].map(([outcome, alerts]) => ({ outcome, alerts }))
  return work.run(async (tx) => {
    const refusal = refused.at(-1)
    if (refusal !== undefined) await noteRefused(tx, { id: source.id, at, refusal })
    await addTally(tx, { sourceId: source.id, at, counted })
  })
}
