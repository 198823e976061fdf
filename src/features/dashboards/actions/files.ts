/**
 * Dashboards as files of a folder, each with one: `dashboards/<any name>.yaml` for all applications, and
 * `dashboards/<client>/<application>/<any name>.yaml` for one.
 */
import { applicationOfFolder, filedApplications, freeSlug, slugOf } from '#core/catalog/public.ts'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { Scope } from '#kit/event.ts'
import type {
  ConfigurationFile,
  ConfigurationKind,
  ConfigurationOutcome,
  WrittenConfiguration,
} from '#platform/configuration-files/kinds.ts'
import { readWhole, type Entry } from '#platform/configuration-files/read.ts'
import {
  joinOutcomes,
  joinWritten,
  ownOrNamed,
  stepTo,
  takeSteps,
  tellAmbiguous,
  type Present,
} from '#platform/configuration-files/steps.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { writeDashboard } from '../access/file.ts'
import { dashboardFile, type DashboardForm } from '../contract/files.ts'
import { READ_DASHBOARDS } from '../domain/permissions.ts'
import { dashboardsOf, dashboardsOfFile, type DashboardRow } from '../store/dashboards.ts'
import { changeDashboardWithin, createDashboardWithin, setDashboardDeletedWithin, type Act } from './dashboards.ts'

const FOLDER = 'dashboards'

/** What `pitcrew apply` knows about dashboards. */
export function dashboardFiles(platform: Act['platform']): ConfigurationKind {
  return {
    name: FOLDER,
    owns: (path) => path.startsWith(`${FOLDER}/`) && /\.ya?ml$/.test(path),
    apply: (tx, files, caller) => applyAll(tx, { platform, caller }, files),
    write: writeAll,
  }
}

/** Whose dashboards stand in a folder. */
interface Place {
  /** UUID; null: of the installation. */
  readonly applicationId: string | null
  /** As one says where it is. */
  readonly name: string
  /** With its last slash. */
  readonly folder: string
  readonly scope: Scope
}

const INSTALLATION: Place = { applicationId: null, name: 'the installation', folder: `${FOLDER}/`, scope: organisationScope }

interface Placed {
  readonly file: ConfigurationFile
  readonly place: Place
}

interface PresentDashboard extends Present {
  readonly row: DashboardRow
}

async function applyAll(tx: Tx, act: Act, files: readonly ConfigurationFile[]): Promise<ConfigurationOutcome> {
  const outcomes: ConfigurationOutcome[] = []
  const placed: Placed[] = []
  for (const file of files) {
    const place = await placeOf(tx, file.path)
    if (typeof place === 'string') outcomes.push({ faults: [{ path: file.path, line: null, message: place }], changes: [] })
    else {
      requirePermission(act.caller, READ_DASHBOARDS, place.scope)
      placed.push({ file, place })
    }
  }
  const paths = new Set(placed.map(({ file }) => file.path))
  const told = placed.map((one) => ({ ...one, reading: readWhole(one.file, dashboardFile) }))
  const isEmpty = ({ reading }: (typeof told)[number]) => reading.entries.length === 0 && reading.faults.length === 0
  // What goes makes room for others of its title.
  for (const one of told.filter(isEmpty)) outcomes.push(await removeDashboard(tx, act, one))
  for (const { reading, ...one } of told) {
    outcomes.push({ faults: reading.faults, changes: [] })
    for (const entry of reading.entries) outcomes.push(await keepDashboard(tx, act, { ...one, paths }, entry))
  }
  return joinOutcomes(outcomes)
}

async function placeOf(tx: Tx, path: string): Promise<Place | string> {
  if (/^dashboards\/[^/]+\.yaml$/.test(path)) return INSTALLATION
  const application = await applicationOfFolder(tx, FOLDER, path)
  return typeof application === 'string' ? application : placeOfApplication(application)
}

function placeOfApplication({ id, name, place, scope }: Exclude<Awaited<ReturnType<typeof applicationOfFolder>>, string>): Place {
  return { applicationId: id, name, folder: `${FOLDER}/${place}/`, scope: { ...scope, audience: 'internal' } }
}

const presentAs = (row: DashboardRow): PresentDashboard => ({
  label: row.title,
  form: { title: row.title, panels: row.panels },
  managedBy: row.managedBy,
  row,
})

async function removeDashboard(tx: Tx, act: Act, { file: { path }, place }: Placed): Promise<ConfigurationOutcome> {
  const [row] = await dashboardsOfFile(tx, { applicationId: place.applicationId, path, title: null })
  if (row === undefined) return { faults: [], changes: [] }
  const removal = { kind: 'remove', present: presentAs(row), lines: [`- ${row.title}`] } as const
  return takeSteps(path, [removal], () => setDashboardDeletedWithin(tx, act, { id: row.id, ifMatch: row.version }, true))
}

async function keepDashboard(
  tx: Tx,
  act: Act,
  { file: { path }, place, paths }: Placed & { readonly paths: ReadonlySet<string> },
  entry: Entry<DashboardForm>,
): Promise<ConfigurationOutcome> {
  const form = entry.value
  const { applicationId } = place
  const rows = await dashboardsOfFile(tx, { applicationId, path, title: form.title })
  const found = ownOrNamed(rows.map(presentAs), { path, paths, label: form.title, noun: 'dashboard' })
  if ('fault' in found) return { faults: [entry.fault('title', found.fault)], changes: [] }
  return takeSteps(path, stepTo(path, found.present, { label: form.title, form }, entry), async (step) => {
    if (step.kind === 'add') await createDashboardWithin(tx, act, { ...form, applicationId }, path)
    if (step.kind !== 'change') return
    const { id, version } = step.present.row
    await changeDashboardWithin(tx, act, { id, ifMatch: version }, { ...form, managedBy: path })
  })
}

async function writeAll(tx: Tx, caller: Caller): Promise<WrittenConfiguration> {
  const places = [INSTALLATION, ...(await filedApplications(tx)).map(placeOfApplication)]
  const written: WrittenConfiguration[] = []
  for (const place of places) {
    requirePermission(caller, READ_DASHBOARDS, place.scope)
    written.push(await writePlace(tx, place))
  }
  return joinWritten(written)
}

async function writePlace(tx: Tx, place: Place): Promise<WrittenConfiguration> {
  const { told, left } = tellAmbiguous((await dashboardsOf(tx, place)).map(presentAs), `the dashboards of ${place.name}`)
  const isHere = (path: string | null): path is string => path?.startsWith(place.folder) ?? false
  const bare = (path: string) => path.slice(place.folder.length).replace(/\.yaml$/, '')
  const taken = new Set(told.flatMap(({ managedBy }) => (isHere(managedBy) ? [bare(managedBy)] : [])))
  const files = told.map(({ row, managedBy }) => {
    // Where it is managed already, unless its application has another short name by now.
    if (isHere(managedBy)) return writeDashboard(managedBy, row)
    const slug = freeSlug(slugOf(row.title, 'dashboard'), taken)
    taken.add(slug)
    return writeDashboard(`${place.folder}${slug}.yaml`, row)
  })
  return { files, left }
}
