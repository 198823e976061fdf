/** Rules as files of a folder: `rules/<client>/<application>.yaml`, each with the rules of one application that people made. */
import { applicationFiles, componentsOf, environmentsOf, type Filed, type FiledApplication } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { leanForm, printFile } from '#platform/configuration-files/print.ts'
import type { ConfigurationKind, ConfigurationOutcome } from '#platform/configuration-files/kinds.ts'
import { readList } from '#platform/configuration-files/read.ts'
import { stepsBetween, takeSteps, tellAmbiguous, type Step } from '#platform/configuration-files/steps.ts'
import type { Tx } from '#platform/work.ts'
import { checksIn } from '#features/checks/public.ts'
import { databasesIn } from '#features/databases/public.ts'
import { idsFor, isTold, namesFor, type NamedThings, type PresentRule, type WantedRule } from '../access/rule-names.ts'
import { ruleEntry } from '../contract/files.ts'
import { RULES_MAX } from '../domain/limits.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import { listRules } from '../store/rules.ts'
import { changeRuleWithin, createRuleWithin, deleteRuleWithin, type RuleAct } from './rules.ts'

const FOLDER = 'rules'

/** What `pitcrew apply` knows about rules. */
export function ruleFiles(platform: RuleAct['platform']): ConfigurationKind {
  return applicationFiles({
    name: 'alert rules',
    folder: FOLDER,
    expectReading: (caller, scope) => requirePermission(caller, READ_ALERTS, { ...scope, audience: 'internal' }),
    apply: (tx, { application, file, caller }) => applyFile(tx, { platform, caller }, { application, file }),
    write: writeFile,
  })
}

async function applyFile(tx: Tx, act: RuleAct, { application, file }: Omit<Filed, 'caller'>): Promise<ConfigurationOutcome> {
  const { entries, faults } = readList(file, FOLDER, ruleEntry)
  const things = await thingsOf(tx, application.id)
  const present = await presentRules(tx, application, things)
  const named = entries.map((entry) => idsFor(things, entry, present))
  const wanted = named.flatMap((one) => ('wanted' in one ? [one] : []))
  const misnamed = named.flatMap((one) => ('wanted' in one ? [] : one.faults))
  const found = stepsBetween(file.path, present, wanted)
  const taken = await takeSteps(file.path, found.steps, (step) => takeStep(tx, act, { application, managedBy: file.path }, step))
  return { faults: [...faults, ...misnamed, ...found.faults, ...taken.faults], changes: taken.changes }
}

/** What rules of an application can name. */
async function thingsOf(tx: Tx, applicationId: string): Promise<NamedThings> {
  const environments = (await environmentsOf(tx, applicationId)).map(({ id, name }) => ({ id, name }))
  const ids = environments.map(({ id }) => id)
  const [components, checks, databases] = [await componentsOf(tx, applicationId), await checksIn(tx, ids), await databasesIn(tx, ids)]
  return { environments, components, checks, databases }
}

async function presentRules(tx: Tx, { id }: FiledApplication, things: NamedThings): Promise<readonly PresentRule[]> {
  const rows = await listRules(tx, { applicationId: id, limit: RULES_MAX })
  return rows.map((row) => ({ label: row.name, form: namesFor(things, row), managedBy: row.managedBy, row }))
}

async function takeStep(
  tx: Tx,
  act: RuleAct,
  { application, managedBy }: { readonly application: FiledApplication; readonly managedBy: string },
  step: Step<PresentRule, WantedRule>,
): Promise<void> {
  if (step.kind === 'remove') return deleteRuleWithin(tx, act, step.present.row.id)
  const { draft } = step.wanted
  if (step.kind === 'add') await createRuleWithin(tx, act, application.id, { ...draft, managedBy })
  else await changeRuleWithin(tx, act, { id: step.present.row.id, version: step.present.row.version, draft, managedBy })
}

async function writeFile(tx: Tx, application: FiledApplication) {
  const present = await presentRules(tx, application, await thingsOf(tx, application.id))
  const lost = present.filter(({ form }) => !isTold(form))
  const { told, left } = tellAmbiguous(
    present.filter(({ form }) => isTold(form)),
    application.name,
  )
  const rules = told.map(({ form }) => leanForm(ruleEntry, form))
  const path = `${FOLDER}/${application.place}.yaml`
  const head = `Rules of ${application.name}; those of its support plan stand in the plan`
  return { files: rules.length === 0 ? [] : [printFile(path, head, { rules })], left: [...lost.map(tellLost(application)), ...left] }
}

const tellLost =
  ({ name }: FiledApplication) =>
  ({ label }: PresentRule): string =>
    `The rule ${label} of ${name} is about something that is gone or shares its name with another. Change it, or delete it.`
