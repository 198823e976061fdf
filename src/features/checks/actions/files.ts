/** Checks as files of a folder: `checks/<client>/<application>.yaml`, each with the checks of one application. */
import { applicationFiles, environmentsOf, type EnvironmentPlace, type Filed, type FiledApplication } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { meant } from '#kit/shown-value.ts'
import { leanForm, printFile } from '#platform/configuration-files/print.ts'
import type { ConfigurationFault, ConfigurationKind, ConfigurationOutcome } from '#platform/configuration-files/kinds.ts'
import { readList, type Entry } from '#platform/configuration-files/read.ts'
import { stepsBetween, takeSteps, tellAmbiguous, type Present, type Step, type Wanted } from '#platform/configuration-files/steps.ts'
import type { Tx } from '#platform/work.ts'
import { checkEntry, FOLLOWED, isFollowing, type CheckForm } from '../contract/files.ts'
import { CHECKS_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'
import { READ_CHECKS } from '../domain/permissions.ts'
import { listChecks, type CheckRow } from '../store/checks.ts'
import { changeCheckWithin, createCheckWithin, deleteCheckWithin, type Act } from './checks.ts'

const FOLDER = 'checks'

/** What `pitcrew apply` knows about checks. */
export function checkFiles(platform: Act['platform']): ConfigurationKind {
  return applicationFiles({
    name: 'checks',
    folder: FOLDER,
    expectReading: (caller, scope) => requirePermission(caller, READ_CHECKS, scope),
    apply: (tx, { application, file, caller }) => applyFile(tx, { platform, caller }, { application, file }),
    write: writeFile,
  })
}

interface PresentCheck extends Present {
  readonly row: CheckRow
}
interface WantedCheck extends Wanted {
  readonly form: CheckForm
  readonly environment: EnvironmentPlace
}

async function applyFile(tx: Tx, act: Act, { application, file }: Omit<Filed, 'caller'>): Promise<ConfigurationOutcome> {
  const environments = await environmentsOf(tx, application.id)
  const { entries, faults } = readList(file, FOLDER, checkEntry)
  const placed = entries.map((entry) => placedIn(environments, entry))
  const wanted = placed.flatMap((one) => ('wanted' in one ? [one] : []))
  const found = stepsBetween(file.path, await presentChecks(tx, environments), wanted)
  const misplaced = placed.flatMap((one) => ('wanted' in one ? [] : [one]))
  const taken = await takeSteps(file.path, found.steps, (step) => takeStep(tx, act, file.path, step))
  return { faults: [...faults, ...misplaced, ...found.faults, ...taken.faults], changes: taken.changes }
}

function placedIn(
  environments: readonly EnvironmentPlace[],
  entry: Entry<CheckForm>,
): { readonly entry: Entry<CheckForm>; readonly wanted: WantedCheck } | ConfigurationFault {
  const form = entry.value
  const environment = environments.find(({ name }) => name === form.environment)
  const names = environments.map(({ name }) => name)
  if (!environment) return entry.fault('environment', `There is no environment "${form.environment}". ${meant(form.environment, names)}`)
  if (isFollowing(form.settings) && environment.url === null)
    return entry.fault('settings.url', `${environment.name} has no address to follow. Give it one, or write the address here.`)
  return { entry, wanted: { label: labelOf(form), form, environment } }
}

const labelOf = ({ environment, name }: Pick<CheckForm, 'environment' | 'name'>): string => `${environment}: ${name}`

async function presentChecks(tx: Tx, environments: readonly EnvironmentPlace[]): Promise<readonly PresentCheck[]> {
  const found: PresentCheck[] = []
  for (const environment of environments) {
    const rows = await listChecks(tx, { environmentIds: [environment.id], limit: CHECKS_PER_ENVIRONMENT_MAX })
    for (const row of rows) {
      const form = formOf(row, environment)
      found.push({ label: labelOf(form), form, managedBy: row.managedBy, row })
    }
  }
  return found
}

function formOf(row: CheckRow, environment: EnvironmentPlace): CheckForm {
  const { name, intervalSeconds, timeLimitMs, retries, isPaused, isPrivateAllowed, settings, followsAddress } = row
  const isFollowed = followsAddress && environment.url !== null && settings.kind === 'http'
  const told = isFollowed ? { ...settings, url: FOLLOWED } : settings
  const plain = { ...told } as CheckForm['settings']
  return { name, environment: environment.name, settings: plain, intervalSeconds, timeLimitMs, retries, isPaused, isPrivateAllowed }
}

async function takeStep(tx: Tx, act: Act, managedBy: string, step: Step<PresentCheck, WantedCheck>): Promise<void> {
  if (step.kind === 'remove') return deleteCheckWithin(tx, act, step.present.row.id)
  const { environment: at, form } = step.wanted
  const { environment: _named, ...told } = form
  const followsAddress = isFollowing(form.settings)
  const settings = followsAddress ? { ...form.settings, url: at.url ?? '' } : form.settings
  const body = { ...told, settings }
  if (step.kind === 'add') {
    await createCheckWithin(tx, act, { ...body, environmentId: at.id }, { managedBy, followsAddress })
    return
  }
  const { row } = step.present
  await changeCheckWithin(tx, act, { id: row.id, ifMatch: row.version, managing: { managedBy, followsAddress } }, body)
}

async function writeFile(tx: Tx, application: FiledApplication) {
  const { told, left } = tellAmbiguous(await presentChecks(tx, await environmentsOf(tx, application.id)), application.name)
  const checks = told.map(({ form }) => leanForm(checkEntry, form))
  const path = `${FOLDER}/${application.place}.yaml`
  return { files: checks.length === 0 ? [] : [printFile(path, `Checks of ${application.name}`, { checks })], left }
}
