/** Applying a playbook: its steps become tasks of the incident, for whoever has the role of each. */
import { addTask } from '#core/tasks/public.ts'
import { peopleWhoMay } from '#core/identity/public.ts'
import { scopeOfRecord } from '#core/records/public.ts'
import { incidentPlaybookApplied } from '#events/incidents.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { incidentsCodes } from '../contract/codes.ts'
import { APPLIED_MAX, taskOfStep, type StepRole } from '../domain/playbooks.ts'
import { listRoles } from '../store/people.ts'
import { insertSteps, listSteps, lockPlaybook, type StepRow } from '../store/playbooks.ts'
import { tell, writing, type Act, type Writing } from './act.ts'
import { save } from './save.ts'

const refusals = {
  closed: 'It is closed; reopen it first.',
  applied: 'It has this playbook already; its steps are among the tasks.',
} as const

/** Returns the UUIDs of the tasks, in the order of the steps. Throws `common.not_found` for playbooks of other applications. */
export function applyPlaybook(act: Act, id: string, playbookId: string): Promise<readonly string[]> {
  return writing(act, { id }, async (to) => {
    const { tx, record, at } = to
    const playbook = await lockPlaybook(tx, playbookId)
    if (playbook === undefined || (playbook.applicationId !== null && playbook.applicationId !== record.applicationId)) {
      throw new Fault(common.not_found)
    }
    await expectRoom(to, playbookId)
    invariant(act.caller, 'playbooks are applied by people')
    const holders = await holdersOf(to)
    const rows: StepRow[] = []
    for (const step of playbook.steps) {
      const assigneeId = step.role === null ? null : (holders.get(step.role) ?? null)
      const draft = { ...taskOfStep(step, { severity: to.incident.severity, at }), assigneeId, clientId: null, applicationId: null }
      const taskId = await addTask(tx, { platform: act.platform, caller: act.caller }, { ...draft, record: { kind: 'incident', id } })
      rows.push({ taskId, incidentId: id, playbookId, role: step.role, appliedAt: at })
    }
    await insertSteps(tx, rows)
    await tell(await save(to, {}), incidentPlaybookApplied, { playbookId, tasks: rows.length })
    return rows.map(({ taskId }) => taskId)
  })
}

async function expectRoom({ tx, record }: Writing, playbookId: string): Promise<void> {
  if (record.state === 'closed') throw new Fault(incidentsCodes.not_now, { detail: refusals.closed })
  const applied = new Set((await listSteps(tx, record.id)).map((step) => step.playbookId))
  if (applied.has(playbookId)) throw new Fault(incidentsCodes.not_now, { detail: refusals.applied })
  if (applied.size >= APPLIED_MAX) throw new Fault(incidentsCodes.too_many)
}

/** Who has which role, of those who may see tasks there: a role can be given to somebody who may not. */
async function holdersOf({ tx, record }: Writing): Promise<ReadonlyMap<StepRole, string>> {
  const given: (readonly [StepRole, string])[] = (await listRoles(tx, record.id)).map(({ role, personId }) => [role, personId])
  if (record.assigneeId !== null) given.push(['lead', record.assigneeId])
  const ids = [...new Set(given.map(([, personId]) => personId))]
  const readers = await peopleWhoMay(tx, { permissions: ['tasks.read'], scope: scopeOfRecord(record), ids, limit: ids.length })
  const reading = new Set(readers.map(({ id }) => id))
  return new Map(given.filter(([, personId]) => reading.has(personId)))
}
