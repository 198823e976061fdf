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
import { toId, toUuid } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { aMail, relayAt, useRelay as configureRelay } from '#platform/mail/testing.ts'
import { calling, type Sent } from '#test/support/calling.ts'
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

// oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
type Call = (caller: Caller, routeId: string, sent?: Sent) => Promise<any>

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
  const task = await inTasks(call, them)
  await inDecisions(call, them)
  await inComments(call, them, task)
  await inFiles(core, caller, task)
  await inListsAndPlans(call, them)
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
  const set = [{ path: 'thresholds.cpu.limit', value: '91 %' }]
  await call(owner, 'plan.changePlan', { params: { plan: clientId }, body: { set, unset: [], note: `Wished by ${NAME}` }, ifMatch: 0 })
}
