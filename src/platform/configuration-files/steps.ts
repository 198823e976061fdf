/**
 * From what is there to what a file says: which things to remove, change and add, told in one line for each field. A thing is known by
 * its name in its place.
 */
import { Fault } from '#kit/fault.ts'
import type { ConfigurationFault, ConfigurationOutcome, WrittenConfiguration } from './kinds.ts'
import type { Entry } from './read.ts'

/** Values of a thing as files tell them: plain, by field, everything filled in. */
export type Form = Readonly<Record<string, unknown>>

export interface Present {
  readonly label: string
  readonly form: Form
  /** Path of the file; null: people made it in the console. */
  readonly managedBy: string | null
}

/** A thing as a file tells it; `form` like that of what is present, so that the two can be held against each other. */
export interface Wanted {
  readonly label: string
  readonly form: Form
}

export type Step<P extends Present, W extends Wanted> =
  | { readonly kind: 'add'; readonly wanted: W; readonly entry: Entry<unknown>; readonly lines: readonly string[] }
  | {
      readonly kind: 'change'
      readonly wanted: W
      readonly entry: Entry<unknown>
      readonly present: P
      /** Top-level fields that differ; empty: only the file that manages it does. */
      readonly fields: ReadonlySet<string>
      readonly lines: readonly string[]
    }
  | { readonly kind: 'remove'; readonly present: P; readonly lines: readonly string[] }

export interface Steps<P extends Present, W extends Wanted> {
  /** What is removed first, then what is changed and added in the order of the file. */
  readonly steps: readonly Step<P, W>[]
  readonly faults: readonly ConfigurationFault[]
}

/** `managedBy` is the path of the file. */
export function stepsBetween<P extends Present, W extends Wanted>(
  managedBy: string,
  present: readonly P[],
  wanted: readonly { readonly entry: Entry<unknown>; readonly wanted: W }[],
): Steps<P, W> {
  const faults: ConfigurationFault[] = []
  const steps: Step<P, W>[] = []
  const named = new Set<string>()
  for (const { entry, wanted: one } of wanted) {
    const found = present.filter(({ label }) => label === one.label)
    if (named.has(one.label)) faults.push(entry.fault('name', `${one.label} stands here twice. Give each a name of its own.`))
    else if (found.length > 1)
      faults.push(entry.fault('name', `There are ${found.length} named ${one.label}. Rename all but one of them first.`))
    else steps.push(...stepTo(managedBy, found[0], one, entry))
    named.add(one.label)
  }
  const removed = present.filter((one) => one.managedBy === managedBy && !named.has(one.label))
  const removals = removed.map((one): Step<P, W> => ({ kind: 'remove', present: one, lines: [`- ${one.label}`] }))
  return { steps: [...removals, ...steps], faults }
}

/** Carries the steps out one after the other; what an action refuses is a fault of the entry that wanted it. */
export async function takeSteps<P extends Present, W extends Wanted>(
  path: string,
  steps: readonly Step<P, W>[],
  take: (step: Step<P, W>) => Promise<void>,
): Promise<ConfigurationOutcome> {
  const faults: ConfigurationFault[] = []
  for (const step of steps) {
    try {
      await take(step)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      faults.push(...(step.kind === 'remove' ? [cannotGo(path, step.present, error)] : step.entry.refused(error)))
    }
  }
  return { faults, changes: steps.flatMap(({ lines }) => lines.map((what) => ({ path, what }))) }
}

function cannotGo(path: string, { label }: Present, { publicMessage, code }: Fault): ConfigurationFault {
  return { path, line: null, message: `${label} is not named here any more and cannot be removed. ${publicMessage} ${code.help}` }
}

/** Those that a file can name, and a sentence for each name that several have. `where` completes "in …". */
export function tellAmbiguous<P extends Present>(
  present: readonly P[],
  where: string,
): { readonly told: readonly P[]; readonly left: readonly string[] } {
  const count = (label: string) => present.filter((one) => one.label === label).length
  const twice = [...new Set(present.map(({ label }) => label))].filter((label) => count(label) > 1)
  const left = twice.map(
    (label) => `${count(label)} in ${where} are named ${label}, and files know things by their names. Rename all but one.`,
  )
  return { told: present.filter(({ label }) => !twice.includes(label)), left }
}

/** A file that tells one thing of several. */
interface SoleFile {
  readonly path: string
  /** Of all such files of the folder. */
  readonly paths: ReadonlySet<string>
  readonly label: string
  /** What such a thing is called. */
  readonly noun: string
}

/** The thing that such a file is about: the one that it manages already, else the one of its name; none is there to be added. */
export function ownOrNamed<P extends Present>(
  present: readonly P[],
  { path, paths, label, noun }: SoleFile,
): { readonly present: P | undefined } | { readonly fault: string } {
  const own = present.find(({ managedBy }) => managedBy === path)
  const named = present.filter((one) => one.label === label && one !== own)
  const rival = named.find(({ managedBy }) => managedBy !== null && paths.has(managedBy))?.managedBy
  if (rival) return { fault: `${rival} tells a ${noun} named ${label} already. Give each a name of its own.` }
  if (named.length > (own === undefined ? 1 : 0)) return { fault: `There is another ${noun} named ${label}. Give each a name of its own.` }
  return { present: own ?? named[0] }
}

/** None when it is there, as the file says, and managed by it. */
export function stepTo<P extends Present, W extends Wanted>(
  managedBy: string,
  present: P | undefined,
  wanted: W,
  entry: Entry<unknown>,
): readonly Step<P, W>[] {
  if (present === undefined) return [{ kind: 'add', wanted, entry, lines: [`+ ${wanted.label}`] }]
  const differences = differencesBetween(present.form, wanted.form)
  const fields = new Set(differences.map(({ field }) => field.split('.')[0] ?? field))
  const lines = differences.map(({ field, before, after }) => `~ ${wanted.label}: ${field}: ${before} → ${after}`)
  if (present.managedBy !== managedBy) lines.push(`= ${wanted.label}: managed by this file from now on`)
  return lines.length === 0 ? [] : [{ kind: 'change', wanted, entry, present, fields, lines }]
}

interface Difference {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** By field, in the order of `after`; what only `before` has comes last. */
function differencesBetween(before: Form, after: Form): readonly Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  // That a list is no longer empty is told by what is in it.
  const isFilled = (field: string) => [...was.keys(), ...is.keys()].some((inner) => inner.startsWith(`${field}.`))
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((field) => {
    if (isFilled(field)) return []
    const [one, other] = [was.get(field) ?? NONE, is.get(field) ?? NONE]
    return one.value === other.value ? [] : [{ field, before: one.told, after: other.told }]
  })
}

interface LeafTold {
  /** Of the same value the same text, and of another one another. */
  readonly value: string
  readonly told: string
}

const TOLD_LENGTH_MAX = 80
const NONE: LeafTold = { value: 'null', told: 'none' }

function leavesOf(value: unknown, at = ''): ReadonlyMap<string, LeafTold> {
  if (value === null || value === undefined) return new Map()
  const isList = Array.isArray(value) && value.every((item) => typeof item !== 'object')
  if (typeof value !== 'object' || isList) return new Map([[at, { value: JSON.stringify(value), told: tell(value) }]])
  const entries = Object.entries(value as Form)
  if (entries.length === 0) return new Map([[at, { value: '{}', told: 'none' }]])
  return new Map(entries.flatMap(([key, inner]) => [...leavesOf(inner, at === '' ? key : `${at}.${key}`)]))
}

function tell(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
  const line = text === '' || /[\p{Cc}]/u.test(text) ? JSON.stringify(text) : text
  return line.length > TOLD_LENGTH_MAX ? `${line.slice(0, TOLD_LENGTH_MAX)}…` : line
}

/** What several files met and changed, as one. */
export function joinOutcomes(outcomes: readonly ConfigurationOutcome[]): ConfigurationOutcome {
  return { faults: outcomes.flatMap(({ faults }) => faults), changes: outcomes.flatMap(({ changes }) => changes) }
}

/** What several wrote, as one. */
export function joinWritten(written: readonly WrittenConfiguration[]): WrittenConfiguration {
  return { files: written.flatMap(({ files }) => files), left: written.flatMap(({ left }) => left) }
}
