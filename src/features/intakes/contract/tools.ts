/** Where tools send their alerts, in the forms in which they know how to. */
import { z } from 'zod'
import { instantField, route, type Contract } from '#kit/contract.ts'

const ALERTMANAGER = '/alertmanager/api/v2'
const JSON_TYPE = ['application/json']
/** 5,000 alerts with some hundred bytes each. */
const ALERTS_BYTES_MAX = 4 * 1024 * 1024
/** An event of one alert; Sentry sends the whole error with it. */
const EVENT_BYTES_MAX = 1024 * 1024
/** Some tools behind one address, each with a request a second, and a storm. */
const PER_MINUTE = 6_000

const keyed = { access: 'environment_key', perMinute: PER_MINUTE } as const

const filter = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .meta({ description: 'Matchers such as alertname="Disk" or instance=~"db-.*"; all hold' })
const flag = z.enum(['true', 'false']).default('true')
const alertsQuery = z.object({ filter, active: flag, silenced: flag, inhibited: flag, receiver: z.string().optional() })

const labels = z.record(z.string(), z.string())
const receiver = z.object({ name: z.string() })
const alert = z.object({
  labels,
  annotations: labels,
  startsAt: instantField,
  endsAt: instantField,
  updatedAt: instantField,
  fingerprint: z.string(),
  generatorURL: z.string(),
  receivers: z.array(receiver),
  status: z.object({
    state: z.enum(['active', 'suppressed', 'unprocessed']),
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string()),
    mutedBy: z.array(z.string()),
  }),
})
const silence = z.object({
  id: z.uuid(),
  matchers: z.array(z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean() })),
  startsAt: instantField,
  endsAt: instantField,
  updatedAt: instantField,
  createdBy: z.string(),
  comment: z.string(),
  status: z.object({ state: z.enum(['pending', 'active', 'expired']) }),
})
const silenceParams = z.object({ id: z.uuid() })

export const toolRoutes = {
  takeAlerts: route({
    ...keyed,
    id: 'intakes.takeAlerts',
    method: 'POST',
    path: `${ALERTMANAGER}/alerts`,
    summary: 'Take alerts as Prometheus sends them to Alertmanager; each is over at its end unless it comes again.',
    takes: JSON_TYPE,
    bodyBytesMax: ALERTS_BYTES_MAX,
    status: 200,
  }),
  listAlerts: route({
    ...keyed,
    id: 'intakes.listAlerts',
    method: 'GET',
    path: `${ALERTMANAGER}/alerts`,
    summary: 'List the open alerts of the environment, whosever they are, as Alertmanager does.',
    query: alertsQuery,
    response: z.array(alert),
  }),
  listAlertGroups: route({
    ...keyed,
    id: 'intakes.listAlertGroups',
    method: 'GET',
    path: `${ALERTMANAGER}/alerts/groups`,
    summary: 'List the same by the name of their rule.',
    query: alertsQuery,
    response: z.array(z.object({ labels, receiver, alerts: z.array(alert) })),
  }),
  listSilences: route({
    ...keyed,
    id: 'intakes.listSilences',
    method: 'GET',
    path: `${ALERTMANAGER}/silences`,
    summary: 'List the silences that may meet alerts of the environment, as Alertmanager does.',
    query: z.object({ filter }),
    response: z.array(silence),
  }),
  postSilence: route({
    ...keyed,
    id: 'intakes.postSilence',
    method: 'POST',
    path: `${ALERTMANAGER}/silences`,
    summary: 'Silence alerts of the environment; one with an id replaces that one.',
    takes: JSON_TYPE,
    response: z.object({ silenceID: z.uuid() }),
  }),
  readSilence: route({
    ...keyed,
    id: 'intakes.readSilence',
    method: 'GET',
    path: `${ALERTMANAGER}/silence/:id`,
    summary: 'Read a silence.',
    params: silenceParams,
    response: silence,
  }),
  expireSilence: route({
    ...keyed,
    id: 'intakes.expireSilence',
    method: 'DELETE',
    path: `${ALERTMANAGER}/silence/:id`,
    summary: 'End a silence of this environment now.',
    params: silenceParams,
    status: 200,
  }),
  readStatus: route({
    ...keyed,
    id: 'intakes.readStatus',
    method: 'GET',
    path: `${ALERTMANAGER}/status`,
    summary: 'Say as which version of Alertmanager this answers.',
    response: z.object({
      cluster: z.object({ status: z.string() }),
      config: z.object({ original: z.string() }),
      uptime: instantField,
      versionInfo: labels,
    }),
  }),
  listReceivers: route({
    ...keyed,
    id: 'intakes.listReceivers',
    method: 'GET',
    path: `${ALERTMANAGER}/receivers`,
    summary: 'List who is told: those on duty.',
    response: z.array(receiver),
  }),
  takePagerDuty: route({
    id: 'intakes.takePagerDuty',
    method: 'POST',
    path: '/pagerduty/v2/enqueue',
    summary: 'Take an event as PagerDuty’s Events API v2 does; the key is its routing_key.',
    access: 'public',
    perMinute: PER_MINUTE,
    takes: JSON_TYPE,
    bodyBytesMax: EVENT_BYTES_MAX,
    status: 202,
    response: z.object({ status: z.literal('success'), message: z.string(), dedup_key: z.string() }),
  }),
  takeWebhook: route({
    id: 'intakes.takeWebhook',
    method: 'POST',
    path: '/api/pitcrew/v1/alert-intake/:secret',
    summary: 'Take what Grafana, Sentry, Uptime Kuma or any webhook sends, as the kind of the alert source says.',
    access: 'public',
    perMinute: PER_MINUTE,
    params: z.object({ secret: z.string().max(100) }),
    takes: JSON_TYPE,
    bodyBytesMax: EVENT_BYTES_MAX,
    status: 202,
    response: z.object({ taken: z.number().int() }),
  }),
} satisfies Contract
