/** Duty schedules as files; the schedule of a file is the one that it manages already, else the one of its name. */
import type { ConfigurationFile, ConfigurationOutcome } from '#platform/configuration-files/kinds.ts'
import { readWhole, type Entry } from '#platform/configuration-files/read.ts'
import { joinOutcomes, ownOrNamed, stepTo, takeSteps, type Present, type Step, type Wanted } from '#platform/configuration-files/steps.ts'
import type { Tx } from '#platform/work.ts'
import { layersOf, namesOf, scheduleForm } from '../access/names.ts'
import { scheduleFile, type ScheduleForm } from '../contract/files.ts'
import { SCHEDULES_MAX } from '../domain/limits.ts'
import { listSchedules, type ScheduleRow } from '../store/schedules.ts'
import { changeScheduleWithin, createScheduleWithin, deleteScheduleWithin, type Act } from './schedules.ts'

/** Folder of their files. */
export const SCHEDULES = 'schedules'

/** A schedule that is there, as files tell it. */
export interface PresentSchedule extends Present {
  readonly form: ScheduleForm
  readonly row: ScheduleRow
}

/** All of them, by name. */
export async function presentSchedules(tx: Tx): Promise<readonly PresentSchedule[]> {
  const rows = await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })
  const names = await namesOf(
    tx,
    rows.flatMap(({ layers }) => layers.flatMap(({ people }) => people)),
  )
  return rows.map((row) => ({ label: row.name, form: scheduleForm(names, row), managedBy: row.managedBy, row }))
}

/** Makes or changes the schedule that a file tells; `paths` are those of all such files of the folder. */
export async function keepSchedule(tx: Tx, act: Act, file: ConfigurationFile, paths: ReadonlySet<string>): Promise<ConfigurationOutcome> {
  if (!/^schedules\/[^/]+\.yaml$/.test(file.path)) {
    const message = 'No duty schedule is kept here. Use schedules/NAME.yaml, with any name.'
    return { faults: [{ path: file.path, line: null, message }], changes: [] }
  }
  const { entries, faults } = readWhole(file, scheduleFile)
  const [entry] = entries
  return entry === undefined ? { faults, changes: [] } : keep(tx, act, { path: file.path, paths }, entry)
}

interface Place {
  readonly path: string
  readonly paths: ReadonlySet<string>
}

async function keep(tx: Tx, act: Act, { path, paths }: Place, entry: Entry<ScheduleForm>): Promise<ConfigurationOutcome> {
  const form = entry.value
  const { missing, layers } = await layersOf(tx, form)
  const present = await presentSchedules(tx)
  const found = ownOrNamed(present, { path, paths, label: form.name, noun: 'duty schedule' })
  const faults = missing.map(({ field, message }) => entry.fault(field, message))
  if ('fault' in found) return { faults: [...faults, entry.fault('name', found.fault)], changes: [] }
  if (faults.length > 0) return { faults, changes: [] }
  const steps = stepTo(path, found.present, { label: form.name, form }, entry)
  return takeSteps(path, steps, async (step) => {
    if (step.kind === 'add') await createScheduleWithin(tx, act, { ...form, layers }, path)
    if (step.kind === 'change') await change(tx, act, step, { ...form, layers, managedBy: path })
  })
}

type Change = Parameters<typeof changeScheduleWithin>[3]
type ChangeStep = Pick<Extract<Step<PresentSchedule, Wanted>, { readonly kind: 'change' }>, 'present' | 'fields'>

/** Fields that stay are not sent: people who have left may go on standing in layers that nobody touches. */
async function change(tx: Tx, act: Act, step: ChangeStep, wanted: Change): Promise<void> {
  const { row } = step.present
  const { layers, ...rest } = wanted
  const changed = step.fields.has('layers') && layers !== undefined ? { ...rest, layers } : rest
  await changeScheduleWithin(tx, act, { id: row.id, ifMatch: row.version }, changed)
}

/** Removes what these files managed and tell no more: an empty file says that there is no schedule. */
export async function removeSchedules(tx: Tx, act: Act, files: readonly ConfigurationFile[]): Promise<ConfigurationOutcome> {
  const present = await presentSchedules(tx)
  const outcomes: ConfigurationOutcome[] = []
  for (const file of files) {
    const { entries, faults } = readWhole(file, scheduleFile)
    const own = present.find(({ managedBy }) => managedBy === file.path)
    if (own === undefined || entries.length > 0 || faults.length > 0) continue
    const removal = { kind: 'remove', present: own, lines: [`- ${own.label}`] } as const
    outcomes.push(await takeSteps(file.path, [removal], () => deleteScheduleWithin(tx, act, own.row.id)))
  }
  return joinOutcomes(outcomes)
}
