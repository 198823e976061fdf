/** What is open and silenced in an environment, in the form of Alertmanager's API v2. */
import { createHash } from 'node:crypto'
import {
  openAlertsIn,
  patternsOf,
  silencesIn,
  type OpenAlert,
  type OpenPlace,
  type PlaceSilence,
  type WatchedPlace,
} from '#features/alerting/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { toolRoutes } from '../contract/tools.ts'
import { LISTED_MAX, RESOLVE_AFTER_MS } from '../domain/limits.ts'
import { fitsAll, readFilter, type LabelMatcher } from '../domain/matchers.ts'
import { listOrigins, type OriginRow } from '../store/alerts.ts'

type Routes = typeof toolRoutes
type Shown = ReplyOf<Routes['listAlerts']>[number]
type ShownSilence = ReplyOf<Routes['listSilences']>[number]
type Wanted = HandledOf<Routes['listAlerts']>['query']

export interface PlaceAsk {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly place: WatchedPlace
}

/** Whom its clients are told of: there is no other. */
export const RECEIVER = { name: 'pitcrew' }
/** As Alertmanager keeps those that are over. */
const OVER_SHOWN_MS = 5 * DAY_MS

const openPlace = ({ environmentId, application }: WatchedPlace): OpenPlace => ({
  clientId: application.scope.clientId,
  applicationId: application.id,
  environmentId,
})

export async function listAlerts({ platform, place }: PlaceAsk, wanted: Wanted): Promise<ReplyOf<Routes['listAlerts']>> {
  const now = platform.clock.now()
  const alerts = await platform.work.read(async (tx) => {
    const open = await openAlertsIn(tx, openPlace(place), { at: now, limit: LISTED_MAX })
    const origins = await listOrigins(
      tx,
      open.map(({ id }) => id),
    )
    const byAlert = new Map(origins.map((origin) => [origin.alertId, origin]))
    return open.map((alert) => show(alert, byAlert.get(alert.id), now))
  })
  const isFitting = await filterOf(wanted.filter)
  if (wanted.receiver !== undefined && !RECEIVER.name.includes(wanted.receiver)) return []
  return alerts.filter(({ labels, status: { state, silencedBy, inhibitedBy } }) => {
    if (wanted.active === 'false' && state === 'active') return false
    if (wanted.silenced === 'false' && silencedBy.length > 0) return false
    return (wanted.inhibited === 'true' || inhibitedBy.length === 0) && isFitting(labels)
  })
}

export async function listAlertGroups(ask: PlaceAsk, wanted: Wanted): Promise<ReplyOf<Routes['listAlertGroups']>> {
  const groups = new Map<string, Shown[]>()
  for (const alert of await listAlerts(ask, wanted)) {
    const name = alert.labels['alertname'] ?? ''
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [alert])
    else group.push(alert)
  }
  return [...groups].map(([alertname, alerts]) => ({ labels: { alertname }, receiver: RECEIVER, alerts }))
}

export async function listSilences({ platform, place }: PlaceAsk, filter: Wanted['filter']): Promise<ReplyOf<Routes['listSilences']>> {
  const now = platform.clock.now()
  const silences = await platform.work.read((tx) => silencesIn(tx, openPlace(place), later(now, -OVER_SHOWN_MS)))
  const isFitting = await filterOf(filter)
  const shown = silences.map((silence) => showSilence(silence, place, now))
  return shown.filter(({ matchers }) => isFitting(Object.fromEntries(matchers.map(({ name, value }) => [name, value]))))
}

/** Throws `common.not_found`. */
export async function readSilence(ask: PlaceAsk, id: string): Promise<ShownSilence> {
  const found = (await listSilences(ask, undefined)).find((silence) => silence.id === id)
  if (found === undefined) throw new Fault(common.not_found)
  return found
}

/** Throws `common.invalid_request` for what is no matcher. */
async function filterOf(filter: Wanted['filter']): Promise<(labels: Readonly<Record<string, string>>) => boolean> {
  const matchers = [filter ?? []].flat().map(readOne)
  const patterns = matchers.flatMap(({ name, value, isRegex }) =>
    isRegex ? [{ field: 'label', name, value, operator: 'matches' } as const] : [],
  )
  const test = await patternsOf(patterns)
  return (labels) => fitsAll(labels, matchers, (pattern, value) => test?.(pattern, value) === true)
}

function readOne(text: string): LabelMatcher {
  const matcher = readFilter(text)
  if (matcher !== undefined) return matcher
  const message = 'must be matchers such as alertname="Disk"'
  throw new Fault(common.invalid_request, { detail: `filter ${message}.`, fields: [{ field: 'query.filter', message }] })
}

/** Sixteen hexadecimal digits, as there. */
const fingerprintOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16)

function show(alert: OpenAlert, origin: OriginRow | undefined, now: Instant): Shown {
  const { id, title, labels, silencedBy, foldedInto, openedAt, updatedAt } = alert
  const isHeld = silencedBy.length > 0 || foldedInto !== null
  return {
    labels: { ...labels },
    annotations: { summary: title, ...origin?.annotations },
    startsAt: origin?.startsAt ?? openedAt,
    // Nobody knows when it is over; Alertmanager says its own `resolve_timeout` then.
    endsAt: origin?.endsAt ?? later(now, RESOLVE_AFTER_MS),
    updatedAt: origin?.updatedAt ?? updatedAt,
    fingerprint: fingerprintOf(id),
    generatorURL: origin?.link ?? '',
    receivers: [RECEIVER],
    status: {
      state: isHeld ? 'suppressed' : 'active',
      silencedBy: [...silencedBy],
      inhibitedBy: foldedInto === null ? [] : [fingerprintOf(foldedInto)],
      mutedBy: [],
    },
  }
}

function showSilence(
  { id, matchers, startsAt, endsAt, createdAt, author, comment }: PlaceSilence,
  place: WatchedPlace,
  now: Instant,
): ShownSilence {
  const others = matchers.filter(({ field, value }) => field !== 'environment' || value !== place.environmentId)
  const state = endsAt <= now ? 'expired' : startsAt > now ? 'pending' : 'active'
  const by = author ?? /\(([^()]+)\)$/.exec(comment)?.[1] ?? RECEIVER.name
  return { id, matchers: others.map(showMatcher), startsAt, endsAt, updatedAt: createdAt, createdBy: by, comment, status: { state } }
}

/** What Alertmanager has no word for is told as an expression of the same meaning. */
function showMatcher({ field, name, operator, value }: PlaceSilence['matchers'][number]): ShownSilence['matchers'][number] {
  const named = field === 'label' ? name : field
  if (operator === 'is' || operator === 'is_not') return { name: named, value, isRegex: false, isEqual: operator === 'is' }
  if (operator === 'matches' || operator === 'does_not_match') return { name: named, value, isRegex: true, isEqual: operator === 'matches' }
  const quoted = value.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  return { name: named, value: operator === 'contains' ? `.*${quoted}.*` : `${quoted}.*`, isRegex: true, isEqual: true }
}

/** `uptime`: since when this node runs. */
export function readStatus(uptime: Instant): ReplyOf<Routes['readStatus']> {
  const versionInfo = { version: '0.28.0', revision: 'pitcrew', branch: '', buildUser: '', buildDate: '', goVersion: '' }
  return { cluster: { status: 'disabled' }, config: { original: '' }, uptime, versionInfo }
}
