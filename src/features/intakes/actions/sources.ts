/** Adding, changing, renewing, testing and removing alert sources. */
import { uuidv7 } from 'uuidv7'
import { activeEnvironments, componentsOf, scopeOf } from '#core/catalog/public.ts'
import { hashToken, newToken, requirePermission } from '#core/identity/public.ts'
import { alertSourceChanged, alertSourceCreated, alertSourceRemoved, alertSourceRenewed, alertSourceTested } from '#events/intakes.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { intakeCodes } from '../contract/codes.ts'
import type { sourceRoutes } from '../contract/sources.ts'
import { MAPPING_DEFAULT } from '../domain/kinds/webhook.ts'
import { SOURCES_PER_ENVIRONMENT_MAX, TEST_LASTS_MS } from '../domain/limits.ts'
import { WRITE_SOURCES } from '../domain/permissions.ts'
import { SEVERITIES_DEFAULT } from '../domain/settings.ts'
import type { Kind } from '../domain/words.ts'
import { countSources, insertSource, lockSource, setRemoved, setSecret, updateSource, type SourceRow } from '../store/sources.ts'
import { TAKE_APART } from './expire.ts'
import { sealSigningSecret } from './signing.ts'
import { takeAlerts } from './take.ts'

export interface Act {
  readonly needs: Needs
  readonly caller: Caller
}

/** What secrets begin with, so that secret scanners and people recognise them. */
const SOURCE_START = 'pca_'
/** Characters of a secret that lists show: enough to tell them apart, far too few to guess the rest. */
const SHOWN_LENGTH = 8
/** Clients of PagerDuty know keys of 32 characters only. */
const ROUTING_KEY_LENGTH = 32

interface NewSecret {
  readonly secret: string
  readonly prefix: string
  readonly secretHash: Buffer
}

function newSecret(kind: Kind): NewSecret {
  const isRouting = kind === 'pagerduty'
  const secret = isRouting ? newToken().slice(0, ROUTING_KEY_LENGTH) : `${SOURCE_START}${newToken()}`
  const shown = secret.slice(0, isRouting ? SHOWN_LENGTH : SOURCE_START.length + SHOWN_LENGTH)
  return { secret, prefix: shown, secretHash: hashToken(secret) }
}

export interface Made {
  /** UUID */
  readonly id: string
  readonly secret: string
}

type Creation = HandledOf<(typeof sourceRoutes)['createSource']>['body']

/** The secret is shown to its maker and kept nowhere. */
export function createSource({ needs, caller }: Act, { environmentId, kind, name, componentId }: Creation): Promise<Made> {
  const { secret, ...kept } = newSecret(kind)
  const id = uuidv7()
  return needs.work.run(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'environment', id: environmentId })
    if (!scope?.applicationId) throw new Fault(common.not_found)
    requirePermission(caller, WRITE_SOURCES, scope)
    if (!(await activeEnvironments(tx, [environmentId])).has(environmentId)) throw new Fault(intakeCodes.archived)
    if ((await countSources(tx, environmentId)) >= SOURCES_PER_ENVIRONMENT_MAX) throw new Fault(intakeCodes.too_many_sources)
    await requireComponent(tx, scope.applicationId, componentId)
    const at = needs.clock.now()
    const settings = { severities: SEVERITIES_DEFAULT, componentLabel: '', mapping: kind === 'webhook' ? MAPPING_DEFAULT : null }
    const row = { id, applicationId: scope.applicationId, environmentId, kind, name, componentId, settings, ...kept, at }
    await insertSource(tx, row)
    await needs.log.publish(tx, { event: alertSourceCreated, ...about(caller, { row, scope, at }), particulars: namedAs(row) })
    return { id, secret }
  })
}

export interface Aim {
  readonly id: string
  readonly ifMatch: number | null
}

type Change = HandledOf<(typeof sourceRoutes)['changeSource']>['body']

export function changeSource(act: Act, aim: Aim, { signingSecret, ...body }: Change): Promise<void> {
  return writing(act, aim, async ({ tx, at, scope, row }) => {
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<SourceRow>
    const next = { ...row, ...given }
    const fields = Object.keys(given).filter((field) => !isSame(row[field as keyof SourceRow], next[field as keyof SourceRow]))
    if (fields.includes('componentId')) await requireComponent(tx, row.applicationId, next.componentId)
    if (signingSecret !== undefined) fields.push('signingSecret')
    if (fields.length === 0) return
    const sealed = signingSecret ? sealSigningSecret(act.needs.secrets, row.id, signingSecret) : null
    const sealedSigningSecret = signingSecret === undefined ? row.sealedSigningSecret : sealed
    await updateSource(tx, { ...next, sealedSigningSecret, at })
    const particulars = { ...namedAs(next), fields }
    await act.needs.log.publish(tx, { event: alertSourceChanged, ...about(act.caller, { row, scope, at }), particulars })
  })
}

/** The secret before works no longer. */
export async function renewSource(act: Act, id: string): Promise<Made> {
  const made = await writing(act, { id, ifMatch: null }, async ({ tx, at, scope, row }) => {
    const { secret, ...kept } = newSecret(row.kind)
    await setSecret(tx, { id, ...kept, at })
    await act.needs.log.publish(tx, { event: alertSourceRenewed, ...about(act.caller, { row, scope, at }), particulars: namedAs(row) })
    return secret
  })
  return { id, secret: made }
}

/** It takes nothing from now on; its alerts end a moment later. */
export function removeSource(act: Act, id: string): Promise<void> {
  return writing(act, { id, ifMatch: null }, async ({ tx, at, scope, row }) => {
    await setRemoved(tx, { id, at })
    await act.needs.due.set(tx, { kind: TAKE_APART, record: id, at })
    await act.needs.log.publish(tx, { event: alertSourceRemoved, ...about(act.caller, { row, scope, at }), particulars: namedAs(row) })
  })
}

/** Goes the way that alerts of the tool go; it wakes nobody, and is over by itself. */
export async function testSource(act: Act, id: string): Promise<void> {
  const source = await writing(act, { id, ifMatch: null }, async ({ tx, at, scope, row }) => {
    await act.needs.log.publish(tx, { event: alertSourceTested, ...about(act.caller, { row, scope, at }), particulars: namedAs(row) })
    return row
  })
  const at = act.needs.clock.now()
  const severities = { words: { notify: 'notify' }, otherwise: 'notify' } as const
  await takeAlerts(act.needs, { ...source, settings: { ...source.settings, severities } }, [
    {
      key: `test ${uuidv7()}`,
      state: 'firing',
      ruleName: 'Test',
      title: `Test of ${source.name}`,
      severity: 'notify',
      component: null,
      labels: { alertname: 'Test' },
      annotations: {},
      description: '',
      link: null,
      startsAt: at,
      endsAt: later(at, TEST_LASTS_MS),
    },
  ])
}

interface Writing {
  readonly tx: Tx
  readonly at: Instant
  readonly scope: Scope
  readonly row: SourceRow
}

/** The transaction of one change, with the source locked. Throws `common.not_found` when it is not there or not the caller's to change. */
function writing<T>({ needs, caller }: Act, { id, ifMatch }: Aim, change: (to: Writing) => Promise<T>): Promise<T> {
  return needs.work.run(async (tx) => {
    const row = await lockSource(tx, id)
    const scope = row && (await scopeOf(tx, { kind: 'environment', id: row.environmentId }))
    if (row === undefined || scope === undefined) throw new Fault(common.not_found)
    requirePermission(caller, WRITE_SOURCES, scope)
    if (ifMatch !== null && ifMatch !== row.version) throw new Fault(common.version_mismatch)
    return change({ tx, at: needs.clock.now(), scope, row })
  })
}

async function requireComponent(tx: Tx, applicationId: string, id: string | null): Promise<void> {
  if (id === null || (await componentsOf(tx, applicationId)).some((component) => component.id === id)) return
  const message = 'must be a component of the application'
  throw new Fault(common.invalid_request, { fields: [{ field: 'body.componentId', message }] })
}

/** Contacts of the client have no part in alert sources. */
function about(
  caller: Caller,
  { row, scope, at }: { readonly row: Pick<SourceRow, 'environmentId'>; readonly scope: Scope; readonly at: Instant },
) {
  const record = { kind: 'environment' as const, id: row.environmentId }
  return { actor: caller.ref, at, record, scope: { ...scope, audience: 'internal' as const } }
}

const namedAs = ({ id: alertSourceId, name, kind }: Pick<SourceRow, 'id' | 'name' | 'kind'>) => ({ alertSourceId, name, kind })

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
