/**
 * What Uptime Kuma's notification "Webhook" sends as JSON
 * (https://github.com/louislam/uptime-kuma/blob/master/server/notification-providers/webhook.js): a monitor and its last heartbeat.
 */
import { gather, refusing, type Reading } from '../arrived.ts'
import { at, isFields, textOf } from '../fields.ts'
import { DESCRIPTION_LENGTH_MAX, LABEL_VALUE_LENGTH_MAX, NAME_LENGTH_MAX } from '../limits.ts'

/** Of a heartbeat; others are pending and maintenance. */
const DOWN = 0
const UP = 1

export function readUptimeKuma(body: unknown): Reading {
  if (!isFields(body) || !Object.hasOwn(body, 'heartbeat')) return refusing('malformed')
  const [heartbeat, monitor] = [at(body, 'heartbeat'), at(body, 'monitor')]
  // Its own test, and reminders of certificates, have no heartbeat.
  if (heartbeat === null) return refusing('not_about_alerts')
  const status = at(heartbeat, 'status')
  const id = textOf(at(monitor, 'id') ?? at(heartbeat, 'monitorID'), LABEL_VALUE_LENGTH_MAX)
  const name = textOf(at(monitor, 'name'), NAME_LENGTH_MAX)
  if (id === '') return refusing('no_key')
  if (name === '') return refusing('no_name')
  if (status !== DOWN && status !== UP) return refusing(typeof status === 'number' ? 'not_about_alerts' : 'unknown_action')
  const host = textOf(at(monitor, 'hostname'), LABEL_VALUE_LENGTH_MAX)
  return gather([
    {
      key: `monitor ${id}`,
      state: status === DOWN ? 'firing' : 'resolved',
      ruleName: name,
      title: '',
      severity: null,
      component: null,
      labels: { monitor: name, ...(host && { host }) },
      annotations: {},
      description: textOf(at(heartbeat, 'msg'), DESCRIPTION_LENGTH_MAX),
      link: null,
      startsAt: null,
      endsAt: null,
    },
  ])
}
