/** `pitcrew plan`: support plans as YAML files. */
import fs from 'node:fs'
import process from 'node:process'
import { namedBySlug } from '#core/catalog/public.ts'
import {
  ORGANISATION,
  readPlanSource,
  replacePlan,
  STANDARD,
  tellChange,
  tryPlan,
  type PlanRef,
  type SourceFault,
} from '#core/plan/public.ts'
import { StartFault } from '#platform/start-fault.ts'
import type { Core } from '../core.ts'
import { commandLineCaller } from './caller.ts'
import { tellFaults } from './tell-faults.ts'
import { withCore } from './with-core.ts'

/** Whose plan, by short names; the organisation's unless said. */
export interface PlanOptions {
  readonly client?: string
  readonly application?: string
  readonly standard?: boolean
  readonly effective?: boolean
  readonly note?: string
}

export async function exportPlan(options: PlanOptions): Promise<void> {
  await withCore(async (core) => {
    const plan = await refOf(core, options)
    const { source } = await readPlanSource(by(core), { params: { plan }, query: { of: options.effective ? 'effective' : 'own' } })
    process.stdout.write(source)
  })
}

export async function validatePlan(file: string, options: PlanOptions): Promise<void> {
  const source = readFile(file)
  await withCore(async (core) => {
    const { faults } = await tryPlan(by(core), await refOf(core, options), source)
    if (!tellSourceFaults(file, faults)) process.stdout.write(`${file} is right.\n`)
  })
}

export async function diffPlan(file: string, options: PlanOptions): Promise<void> {
  const source = readFile(file)
  await withCore(async (core) => {
    const { faults, changes } = await tryPlan(by(core), await refOf(core, options), source)
    if (tellSourceFaults(file, faults)) return
    for (const change of changes) process.stdout.write(`${tellChange(change)}\n`)
    if (changes.length === 0) process.stdout.write('No value changes.\n')
  })
}

export async function importPlan(file: string, options: PlanOptions): Promise<void> {
  const source = readFile(file)
  await withCore(async (core) => {
    const ref = await refOf(core, options)
    const { faults, changes } = await tryPlan(by(core), ref, source)
    if (tellSourceFaults(file, faults)) return
    const { version } = await readPlanSource(by(core), { params: { plan: ref }, query: { of: 'own' } })
    const note = options.note ?? `Imported from ${file}`
    const changed = await replacePlan(by(core), { ref, ifMatch: version }, { source, note })
    for (const change of changes) process.stdout.write(`${tellChange(change)}\n`)
    process.stdout.write(changed ? `This is version ${version + 1} now.\n` : 'Nothing changes.\n')
  })
}

const by = ({ platform }: Core) => ({ platform, caller: commandLineCaller })

async function refOf({ platform }: Core, { client, application, standard }: PlanOptions): Promise<PlanRef> {
  if (standard) return STANDARD
  if (client !== undefined && application !== undefined) throw new StartFault('Give --client or --application: each has a plan of its own.')
  const [kind, slug] = application === undefined ? (['client', client] as const) : (['application', application] as const)
  if (slug === undefined) return ORGANISATION
  const thing = await platform.work.read((tx) => namedBySlug(tx, kind, slug))
  if (thing === undefined) throw new StartFault(`There is no ${kind} with the short name ${JSON.stringify(slug)}.`)
  return { kind, id: thing.id }
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartFault(`${file} cannot be read: ${(error as Error).message}`)
  }
}

/** True when there was any. */
function tellSourceFaults(file: string, faults: readonly SourceFault[]): boolean {
  return tellFaults(
    faults.map(({ line, path, what, todo }) => ({ path: file, line, message: `${path === '' ? '' : `${path}: `}${what} ${todo}` })),
  )
}
