/**
 * On-call as files of a folder: `schedules/<any name>.yaml`, each with one duty schedule, and `escalations/<client>/<application>.yaml`, each
 * with how one application escalates. They are one kind, because a schedule goes only after the last that escalates to it has changed.
 */
import { filedApplications, freeSlug, slugOf } from '#core/catalog/public.ts'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { leanForm, printFile } from '#platform/configuration-files/print.ts'
import type {
  ConfigurationFile,
  ConfigurationKind,
  ConfigurationOutcome,
  WrittenConfiguration,
} from '#platform/configuration-files/kinds.ts'
import { joinOutcomes, joinWritten, tellAmbiguous } from '#platform/configuration-files/steps.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { isTold, namesOf, policyForm } from '../access/names.ts'
import { policyFile, scheduleFile } from '../contract/files.ts'
import { READ_DUTY, READ_PAGES } from '../domain/permissions.ts'
import { listPolicies } from '../store/policies.ts'
import { applyPolicy, POLICIES } from './policy-files.ts'
import { presentSchedules, SCHEDULES, keepSchedule, removeSchedules } from './schedule-files.ts'
import type { Act } from './schedules.ts'

const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`) && /\.ya?ml$/.test(path)

/** What `pitcrew apply` knows about on-call. */
export function oncallFiles(platform: Act['platform']): ConfigurationKind {
  return {
    name: 'duty schedules, escalation',
    owns: (path) => isIn(path, SCHEDULES) || isIn(path, POLICIES),
    apply: (tx, files, caller) => applyAll(tx, { platform, caller }, files),
    write: async (tx, caller) => joinWritten([await writeSchedules(tx, caller), await writePolicies(tx, caller)]),
  }
}

async function applyAll(tx: Tx, act: Act, files: readonly ConfigurationFile[]): Promise<ConfigurationOutcome> {
  const schedules = files.filter(({ path }) => isIn(path, SCHEDULES))
  if (schedules.length > 0) requirePermission(act.caller, READ_DUTY, organisationScope)
  const outcomes: ConfigurationOutcome[] = []
  const paths = new Set(schedules.map(({ path }) => path))
  for (const file of schedules) outcomes.push(await keepSchedule(tx, act, file, paths))
  for (const file of files.filter(({ path }) => isIn(path, POLICIES))) outcomes.push(await applyPolicy(tx, act, file))
  outcomes.push(await removeSchedules(tx, act, schedules))
  return joinOutcomes(outcomes)
}

async function writeSchedules(tx: Tx, caller: Caller): Promise<WrittenConfiguration> {
  requirePermission(caller, READ_DUTY, organisationScope)
  const present = await presentSchedules(tx)
  const { told, left } = tellAmbiguous(
    present.filter(({ form }) => isTold(form)),
    'the duty schedules',
  )
  const lost = present.filter(({ form }) => !isTold(form))
  const paths = pathsOf(told.map(({ label, managedBy }) => ({ name: label, managedBy })))
  return {
    files: told.map(({ form, label }, index) => printFile(paths[index] ?? '', `The duty schedule ${label}`, leanForm(scheduleFile, form))),
    left: [...left, ...lost.map(({ label }) => `The duty schedule ${label} names somebody who is not here any more. Change it first.`)],
  }
}

/** Where they are managed already, else by their names in small letters; of the same letters the later ones get a number. */
function pathsOf(schedules: readonly { readonly name: string; readonly managedBy: string | null }[]): readonly string[] {
  const taken = new Set(schedules.flatMap(({ managedBy }) => managedBy?.slice(`${SCHEDULES}/`.length).replace(/\.yaml$/, '') ?? []))
  return schedules.map(({ name, managedBy }) => {
    if (managedBy !== null) return managedBy
    const slug = freeSlug(slugOf(name, 'schedule'), taken)
    taken.add(slug)
    return `${SCHEDULES}/${slug}.yaml`
  })
}

async function writePolicies(tx: Tx, caller: Caller): Promise<WrittenConfiguration> {
  const applications = await filedApplications(tx)
  const files: ConfigurationFile[] = []
  const left: string[] = []
  for (const { applicationId, ...policy } of await listPolicies(tx)) {
    const application = applications.find(({ id }) => id === applicationId)
    if (application === undefined) continue
    requirePermission(caller, READ_PAGES, application.scope)
    const people = policy.steps.flatMap(({ who }) => who.flatMap((one) => (one.kind === 'person' ? [one.id] : [])))
    const form = policyForm(await namesOf(tx, people), policy)
    const path = `${POLICIES}/${application.place}.yaml`
    if (isTold(form))
      files.push(printFile(path, `How ${application.name} escalates, instead of by its support plan`, leanForm(policyFile, form)))
    else left.push(`${application.name} escalates to somebody or something that is gone or shares its name with another. Change it first.`)
  }
  return { files, left }
}
