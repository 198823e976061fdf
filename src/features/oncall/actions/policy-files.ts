/** How applications escalate, as files; an empty file lets an application whose escalation it managed follow its plan again. */
import { applicationOfFile, type FiledApplication } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import type { ConfigurationFile, ConfigurationOutcome } from '#platform/configuration-files/kinds.ts'
import { readWhole, type Entry } from '#platform/configuration-files/read.ts'
import { stepTo, takeSteps, type Present } from '#platform/configuration-files/steps.ts'
import type { Tx } from '#platform/work.ts'
import { namesOf, policyForm, stepsOf } from '../access/names.ts'
import { policyFile, type PolicyForm } from '../contract/files.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { findPolicy, type PolicyRow } from '../store/policies.ts'
import { changePolicyWithin } from './policies.ts'
import type { Act } from './schedules.ts'

/** Folder of their files. */
export const POLICIES = 'escalations'
/** What a difference calls it: an application has one. */
const LABEL = 'escalation'

interface PresentPolicy extends Present {
  readonly row: PolicyRow
}

/** Makes an application escalate as a file says. */
export async function applyPolicy(tx: Tx, act: Act, file: ConfigurationFile): Promise<ConfigurationOutcome> {
  const application = await applicationOfFile(tx, POLICIES, file.path)
  if (typeof application === 'string') return { faults: [{ path: file.path, line: null, message: application }], changes: [] }
  requirePermission(act.caller, READ_PAGES, application.scope)
  const { entries, faults } = readWhole(file, policyFile)
  if (faults.length > 0) return { faults, changes: [] }
  const present = await presentPolicy(tx, application)
  const [entry] = entries
  if (entry !== undefined) return keep(tx, act, { application, present, managedBy: file.path }, entry)
  if (present?.managedBy !== file.path) return { faults: [], changes: [] }
  const removal = { kind: 'remove', present, lines: [`- ${LABEL} (by the support plan again)`] } as const
  const target = { applicationId: application.id, ifMatch: present.row.version }
  return takeSteps(file.path, [removal], () => changePolicyWithin(tx, act, target, null))
}

async function presentPolicy(tx: Tx, { id }: FiledApplication): Promise<PresentPolicy | undefined> {
  const row = await findPolicy(tx, id)
  if (row === undefined) return undefined
  const people = row.steps.flatMap(({ who }) => who.flatMap((one) => (one.kind === 'person' ? [one.id] : [])))
  return { label: LABEL, form: policyForm(await namesOf(tx, people), row), managedBy: row.managedBy, row }
}

interface Place {
  readonly application: FiledApplication
  readonly present: PresentPolicy | undefined
  readonly managedBy: string
}

async function keep(tx: Tx, act: Act, { application, present, managedBy }: Place, entry: Entry<PolicyForm>): Promise<ConfigurationOutcome> {
  const { missing, steps } = await stepsOf(tx, entry.value)
  if (missing.length > 0) return { faults: missing.map(({ field, message }) => entry.fault(field, message)), changes: [] }
  const { repeats } = entry.value
  const target = { applicationId: application.id, ifMatch: present?.row.version ?? 0 }
  const wanted = { label: LABEL, form: entry.value }
  return takeSteps(managedBy, stepTo(managedBy, present, wanted, entry), () =>
    changePolicyWithin(tx, act, target, { steps, repeats, managedBy }),
  )
}
