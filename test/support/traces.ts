/** Writes a person wherever a person can be written, each time through the action that people use. */
import { Readable } from 'node:stream'
import { announceAttachment } from '#core/attachments/actions/attachments.ts'
import { sendContent } from '#core/attachments/actions/content.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { createApiKey } from '#core/identity/actions/api-keys.ts'
import { askForPassword } from '#core/identity/actions/forgotten-password.ts'
import { signIn } from '#core/identity/actions/sign-in.ts'
import { aPerson, callerOf, callerWith, CLIENT_A, PASSWORD, seedCast } from '#core/identity/testing.ts'
import { recordConsent } from '#core/privacy/actions/consents.ts'
import { receivePagerDuty } from '#features/intakes/actions/receive.ts'
import { subscribe } from '#features/statuspage/actions/subscribe.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { aMail, relayAt, useRelay as configureRelay } from '#platform/mail/testing.ts'
import { calling } from '#test/support/calling.ts'
import { type Call, leaveProgramTraces } from './program-traces.ts'
import type { Core } from '#app/core.ts'

/** Said by nobody else, in a name, an address, a browser and a text. */
export const MARKER = 'Quirinius'
export const NAME = `${MARKER} Vandermolen`
export const EMAIL = `${MARKER}.Vandermolen@example.org`
/** What the account and the contact were called before. */
const FORMER_NAME = `${MARKER} Ottersbach`
const FORMER_CONTACT_NAME = `Dr. ${MARKER} Kattenburg`
/** Of the contact that is the same human being. */
export const PRIVATE_EMAIL = `${MARKER}@vandermolen.example`

const owner = callerOf('owner')
const clientId = toId('client', CLIENT_A)

/** Calls any route of any part by its id, as the HTTP side would. */
export function callingAny({ modules }: Pick<Core, 'modules'>): Call {
  return async (caller, routeId, sent) => {
    for (const { contract = {}, handlers = {} } of modules) {
      const name = Object.entries(contract).find(([, route]) => route.id === routeId)?.[0]
      if (name !== undefined) return calling(contract, handlers as never)(name, caller, sent)
    }
    throw new Error(`no part has the route ${routeId}`)
  }
}

/** The cast, and a relay that nothing ever reaches: mails wait in the queue. */
export async function seedWorld(core: Core): Promise<void> {
  await seedClients(core.platform)
  await seedCast(core.platform)
  await configureRelay(core.platform, relayAt({ port: 9 }))
}

/** Returns the UUID of the account, which signed in, wrote, was written about, and is a contact of a client too. */
export async function leaveTraces(core: Core): Promise<string> {
  const { platform } = core
  const lead = { role: 'technical_lead', clientId: null, applicationId: null } as const
  const { id: personId } = await aPerson(platform, { name: FORMER_NAME, email: EMAIL, grants: [lead] })
  const caller = callerWith([lead], personId)
  await signIn(platform, { email: EMAIL, password: PASSWORD, browser: { address: '192.0.2.99', userAgent: `${MARKER} browser` } })
  await createApiKey(platform, caller, { name: `${MARKER} laptop`, scopes: ['identity.people.read'], expiresInDays: null })
  await askForPassword(platform, EMAIL)
  const consent = {
    email: EMAIL,
    purpose: `Newsletter for ${NAME}`,
    textVersion: '1',
    how: 'form',
    note: `${MARKER} rang`,
    givenAt: null,
  } as const
  await recordConsent(platform, owner, consent)
  await platform.work.run((tx) => platform.mail.suppress(tx, { address: EMAIL.toLowerCase(), cause: 'manual', note: `asked by ${NAME}` }))
  await platform.work.run((tx) =>
    platform.mail.queue(tx, aMail({ subject: `${NAME} wrote`, text: `See ${EMAIL}.`, html: `<p>${NAME}</p>` })),
  )
  const call = callingAny(core)
  const them = { caller, id: toId('person', personId) }
  await call(owner, 'identity.updatePerson', { params: { id: them.id }, body: { name: NAME }, ifMatch: await versionOf(call, them.id) })
  await asContact(call)
  const reached = { channel: 'email', label: `${NAME} at home`, target: { address: PRIVATE_EMAIL } }
  await call(caller, 'channels.addAddress', { body: reached })
  const task = await inTasks(call, them)
  await inDecisions(call, them)
  await inIncidents(call, them)
  await inWindows(call, them)
  await onDuty(call, them)
  await inComments(call, them, task)
  await call(caller, 'alerting.createSilence', {
    body: {
      matchers: [{ field: 'rule', operator: 'is', value: 'cpu' }],
      comment: `${NAME} moves the host.`,
      endsAt: new Date(core.platform.clock.now() + 60_000).toISOString(),
    },
  })
  await inAlertsOfOthers(core, call)
  await inFiles(core, caller, task)
  await inListsAndPlans(call, them)
  await onStatusPage(core, call)
  await leaveProgramTraces(core, call, { name: NAME, email: EMAIL })
  await platform.log.settle()
  return personId
}

interface Them {
  readonly caller: Caller
  readonly id: string
}

async function versionOf(call: Call, id: string): Promise<number> {
  return (await call(owner, 'identity.readPerson', { params: { id } })).version
}

async function asContact(call: Call): Promise<void> {
  const emails = [EMAIL.toLowerCase(), PRIVATE_EMAIL.toLowerCase()]
  const body = { clientId, name: FORMER_CONTACT_NAME, position: `Deputy of ${MARKER}`, emails, phones: ['+49 30 1234567'] }
  const { id, version } = await call(owner, 'contacts.createContact', { body })
  await call(owner, 'contacts.changeContact', { params: { id }, body: { name: NAME }, ifMatch: version })
  await call(owner, 'contacts.requestLink', { body: { email: PRIVATE_EMAIL } })
}

async function inAlertsOfOthers({ platform }: Core, call: Call): Promise<void> {
  const { id: applicationId } = await call(owner, 'catalog.createApplication', { body: { clientId, name: 'Shop watched elsewhere' } })
  const { id: environmentId } = await call(owner, 'catalog.createEnvironment', {
    body: { applicationId, name: 'Production', kind: 'production' },
  })
  const { secret } = await call(owner, 'intakes.createSource', { body: { environmentId, kind: 'pagerduty', name: 'Their monitor' } })
  const payload = { summary: `${NAME} cannot sign in`, component: `Mailbox of ${NAME}`, custom_details: { affected: `${NAME}, ${EMAIL}` } }
  await receivePagerDuty(platform, Buffer.from(JSON.stringify({ routing_key: secret, event_action: 'trigger', payload })))
}

async function onStatusPage({ platform }: Core, call: Call): Promise<void> {
  const { id, version } = await call(owner, 'statuspage.createPage', { body: { name: 'Shop', clientId } })
  await call(owner, 'statuspage.changePage', { params: { id }, body: { state: 'published' }, ifMatch: version })
  await subscribe(platform, { pageId: toUuid('status_page', id) ?? '', address: EMAIL, componentIds: [] })
}

async function inTasks(call: Call, { caller, id }: Them): Promise<string> {
  const own = { title: `Renew what ${MARKER} signed with ${NAME}`.slice(0, 200), description: `Ask ${EMAIL} first.`, clientId }
  await call(owner, 'tasks.createTask', { body: { ...own, title: `Call ${NAME} back`, assigneeId: id } })
  const written = await call(caller, 'tasks.createTask', { body: { title: `${NAME} was here`, description: `Yours, ${NAME}`, clientId } })
  const gone = await call(owner, 'tasks.createTask', { body: { title: `Wave ${NAME} goodbye`, clientId } })
  await call(owner, 'tasks.deleteTask', { params: { id: gone.id }, ifMatch: gone.version })
  await call(owner, 'tasks.createTask', {
    body: { title: `Thank ${FORMER_NAME}`, description: `So did ${FORMER_CONTACT_NAME}.`, clientId },
  })
  return written.id
}

async function inIncidents(call: Call, { caller, id }: Them): Promise<void> {
  const { id: applicationId } = await call(owner, 'catalog.createApplication', { body: { clientId, name: 'Ticket shop' } })
  const told = { title: `${NAME} cannot sign in`, summary: `Call ${NAME} at ${EMAIL}.`, applicationId, effect: 'impaired' }
  const { id: incident, version } = await call(caller, 'incidents.declareIncident', { body: told })
  const moved = { state: 'resolved', note: `${NAME} says so.`, cause: `${NAME} knows.`, fix: `Asked ${NAME}.` }
  await call(caller, 'incidents.moveIncident', { params: { id: incident }, body: moved, ifMatch: version })
  await call(caller, 'incidents.changeReview', { params: { id: incident }, body: { causes: `${NAME} slept.`, lessons: `Wake ${NAME}.` } })
  await call(caller, 'incidents.setReviewFinished', { params: { id: incident }, body: { finished: true } })
  await call(owner, 'incidents.giveRole', { params: { id: incident, role: 'scribe' }, body: { personId: id } })
  const steps = [{ title: `Wake ${NAME}`, detail: `${NAME} knows the database.` }]
  await call(owner, 'incidents.createPlaybook', { body: { applicationId, name: `What ${NAME} does`, steps } })
  await inSecurityIncidents(call, caller, applicationId)
}

async function inSecurityIncidents(call: Call, caller: Caller, applicationId: string): Promise<void> {
  const told = { title: 'Somebody reads our invoices', applicationId, effect: 'security' }
  const params = { id: (await call(caller, 'incidents.declareIncident', { body: told })).id }
  const applies = [{ path: 'compliance.frameworks.gdpr.applies', value: true }]
  await call(owner, 'plan.changePlan', { params: { plan: applicationId }, body: { set: applies, unset: [] }, ifMatch: 0 })
  const measure = { step: 'contain', what: `${NAME} changed the password.`, undo: `Ask ${NAME}, ${EMAIL}.` }
  await call(caller, 'incidents.takeMeasure', { params, body: measure })
  await call(caller, 'incidents.setNotice', {
    params: { ...params, framework: 'gdpr' },
    body: { state: 'given', note: `${NAME} sent it.` },
  })
}

async function inWindows(call: Call, { caller }: Them): Promise<void> {
  const { id: applicationId } = await call(owner, 'catalog.createApplication', { body: { clientId, name: 'Windowed shop' } })
  const schedule = { zone: 'Europe/Berlin', startsLocal: '2099-12-06T02:00', durationMinutes: 60 }
  const texts = { note: `${NAME} has the key, or ${EMAIL}.`, publicText: `Ask ${NAME}.` }
  await call(caller, 'maintenance.planWindow', { body: { title: 'Move the database', applicationId, ...schedule, ...texts } })
  await call(caller, 'maintenance.makeFeed')
}

async function onDuty(call: Call, { caller, id }: Them): Promise<void> {
  const body = { name: 'Nights', zone: 'Europe/Berlin', layers: [] }
  const { id: schedule } = await call(owner, 'oncall.createSchedule', { body })
  const params = { id: schedule }
  await call(owner, 'oncall.leaveNote', { params, body: { text: `${NAME} knows the way, ${EMAIL}.` } })
  await call(caller, 'oncall.leaveNote', { params, body: { text: `Ask ${NAME}.` } })
  const times = { from: '2099-12-06T20:00:00.000Z', to: '2099-12-07T06:00:00.000Z' }
  await call(owner, 'oncall.addOverride', { params, body: { personId: id, ...times } })
}

async function inDecisions(call: Call, { caller, id }: Them): Promise<void> {
  const options = [{ title: `As ${NAME} says`, text: `He is at ${EMAIL}.` }]
  const question = { question: `Does ${NAME} decide?`, context: `${NAME} asked.`, options, clientId, ownerId: id }
  const { id: decision, version } = await call(owner, 'decisions.createDecision', { body: question })
  const asked = await call(owner, 'decisions.askView', { params: { id: decision }, body: { side: 'development', personId: id } })
  const view = { id: decision, view: asked.views[0].id }
  await call(caller, 'decisions.giveView', { params: view, body: { text: `${MARKER} says yes.` } })
  const again = await call(owner, 'decisions.askView', { params: { id: decision }, body: { side: 'qa' } })
  const other = again.views.find((one: { side: string }) => one.side === 'qa').id
  await call(owner, 'decisions.giveView', { params: { id: decision, view: other }, body: { text: `I agree with ${NAME}.` } })
  const now = await call(owner, 'decisions.readDecision', { params: { id: decision } })
  const outcome = { chosen: 0, outcome: `${NAME} it is.`, reason: `Because of ${NAME}.` }
  await call(caller, 'decisions.decide', { params: { id: decision }, body: outcome, ifMatch: now.version ?? version })
}

async function inComments(call: Call, { caller, id }: Them, record: string): Promise<void> {
  await call(owner, 'comments.watch', { params: { record }, body: { muted: false } })
  await call(caller, 'comments.createComment', { body: { record, text: `${MARKER} writes.` } })
  const said = await call(owner, 'comments.createComment', { body: { record, text: `@${id}: ${NAME}, look at ${EMAIL}` } })
  await call(owner, 'comments.createComment', { body: { record, text: `Is that ${FORMER_NAME}, or ${FORMER_CONTACT_NAME}?` } })
  const edited = { params: { id: said.id }, body: { text: `${NAME} looked, @${id}.` }, ifMatch: said.version }
  await call(owner, 'comments.editComment', edited)
  const gone = await call(owner, 'comments.createComment', { body: { record, text: `${NAME} owes a cake.` } })
  await call(owner, 'comments.setCommentState', { params: { id: gone.id }, body: { state: 'deleted' }, ifMatch: gone.version })
}

async function inFiles({ platform }: Core, caller: Caller, task: string): Promise<void> {
  const record = { kind: 'task', id: toUuid('task', task) ?? '' } as const
  const bytes = Buffer.from(`${NAME} was here`)
  const file = await announceAttachment({ platform, caller }, { record, name: `${MARKER}.txt`, bytes: bytes.length })
  await sendContent({ platform, caller }, file, Readable.from([bytes]))
}

async function inListsAndPlans(call: Call, { caller }: Them): Promise<void> {
  const view = { kind: 'task', filter: 'is:open', sort: 'due' }
  await call(caller, 'views.createView', { body: { ...view, name: `${MARKER} only` } })
  await call(caller, 'views.createView', { body: { ...view, name: `By ${NAME}`, shared: 'everyone' } })
  await call(owner, 'views.createView', { body: { ...view, name: `What ${NAME} has` } })
  const panel = {
    title: `For ${NAME}`,
    kind: 'line',
    unit: 'number',
    width: 'half',
    expressions: [{ text: `up{owner="${NAME}"}`, legend: NAME }],
  }
  await call(caller, 'dashboards.createDashboard', { body: { applicationId: null, title: `What ${NAME} watches`, panels: [panel] } })
  const { id } = await call(owner, 'catalog.createApplication', { body: { clientId, name: 'Searched shop' } })
  const params = { id }
  await call(caller, 'logs.createSearch', { params, body: { name: `${MARKER} only`, search: {} } })
  const looks = { words: NAME, attributes: { 'user.name': NAME } }
  await call(owner, 'logs.createSearch', { params, body: { name: `What ${NAME} saw`, search: looks, isShared: true } })
  const set = [{ path: 'thresholds.cpu.limit', value: '91 %' }]
  await call(owner, 'plan.changePlan', { params: { plan: clientId }, body: { set, unset: [], note: `Wished by ${NAME}` }, ifMatch: 0 })
}
