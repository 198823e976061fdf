/**
 * Reading a configuration file by the schema of its part: every fault with its line and what to do, all at once. A part reads a list
 * entry by entry, so that a slip in one does not hide those of the next.
 */
import { z } from 'zod'
import type { Fault } from '#kit/fault.ts'
import { meant, shown } from '#kit/shown-value.ts'
import { aliasFaults, isEmptyNode, lineAt, readYaml, type YamlText } from '#kit/yaml-text.ts'
import { fieldFaults, fieldWords } from '../http/fields.ts'
import type { ConfigurationFault, ConfigurationFile } from './kinds.ts'

/** What one place of a file says, for faults that are found later than in its schema. */
export interface Entry<T> {
  readonly value: T
  /** A fault at a dotted field of this entry. */
  readonly fault: (field: string, message: string) => ConfigurationFault
  /** What an action refused, at the fields that it names. */
  readonly refused: (fault: Fault) => readonly ConfigurationFault[]
}

export interface Reading<T> {
  /** Faulty ones are left out. */
  readonly entries: readonly Entry<T>[]
  readonly faults: readonly ConfigurationFault[]
}

/** The entries of a file that holds one list under this name; a file without it holds none. */
export function readList<S extends z.ZodType>(file: ConfigurationFile, name: string, schema: S): Reading<z.output<S>> {
  const text = readText(file)
  if ('faults' in text) return { entries: [], faults: text.faults }
  const top = parsed(text, '', z.strictObject({ [name]: z.array(z.unknown()).nullable().default([]) }))
  const list = isBlock(text.plain) ? text.plain[name] : undefined
  const readings = (Array.isArray(list) ? list : []).map((one: unknown, index) =>
    parsed({ ...text, plain: one }, `${name}.${index}`, schema),
  )
  return {
    entries: readings.flatMap(({ value, place }) => (value === undefined ? [] : [entryAt(text, place, value)])),
    faults: [...top.faults, ...readings.flatMap(({ faults }) => faults)],
  }
}

/** The one thing that a file says; an empty file says that there is none. */
export function readWhole<S extends z.ZodType>(file: ConfigurationFile, schema: S): Reading<z.output<S>> {
  const text = readText(file)
  if ('faults' in text) return { entries: [], faults: text.faults }
  if (text.plain === null) return { entries: [], faults: [] }
  const { value, faults } = parsed(text, '', schema)
  return { entries: value === undefined ? [] : [entryAt(text, '', value)], faults }
}

interface Text {
  readonly path: string
  readonly yaml: YamlText
  readonly plain: unknown
}

function readText({ path, text }: ConfigurationFile): Text | { readonly faults: readonly ConfigurationFault[] } {
  const yaml = readYaml(text)
  const broken = yaml.faults.length > 0 ? yaml.faults : aliasFaults(yaml)
  if (broken.length > 0) return { faults: broken.map(({ line, what, todo }) => ({ path, line, message: `${what} ${todo}` })) }
  const { contents } = yaml.document
  return { path, yaml, plain: contents === null || isEmptyNode(contents) ? null : yaml.document.toJS() }
}

const joined = (place: string, field: string): string => [place, field].filter((piece) => piece !== '').join('.')

function faultAt({ path, yaml }: Text, place: string, field: string, message: string): ConfigurationFault {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`
  return { path, line: lineAt(yaml, joined(place, field)), message: field === '' ? sentence : `${field}: ${sentence}` }
}

function entryAt<T>(text: Text, place: string, value: T): Entry<T> {
  return {
    value,
    fault: (field, message) => faultAt(text, place, field, message),
    refused: ({ code, publicMessage, fields }) =>
      fields.length === 0
        ? [faultAt(text, place, '', `${publicMessage} ${code.help}`)]
        : fields.map(({ field, message }) => faultAt(text, place, field.replace(/^body\.?/, ''), message)),
  }
}

interface Parsed<T> {
  readonly place: string
  readonly value: T | undefined
  readonly faults: readonly ConfigurationFault[]
}

function parsed<S extends z.ZodType>(text: Text, place: string, schema: S): Parsed<z.output<S>> {
  const read = schema.safeParse(text.plain ?? {}, { error: wordsOf })
  const faults = read.success ? strays(text.plain, read.data) : read.error.issues.flatMap(faultsOf)
  return {
    place,
    value: read.success && faults.length === 0 ? read.data : undefined,
    faults: faults.map(({ field, message }) => faultAt(text, place, field, message)),
  }
}

interface Slip {
  readonly field: string
  readonly message: string
}

/** Of fields that are not known, the message carries those that are. */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  const { input } = issue
  if (issue.code === 'unrecognized_keys') return Object.keys(issue.inst instanceof z.ZodObject ? issue.inst.shape : {}).join(' ')
  if (issue.code === 'invalid_union' && issue.inst instanceof z.ZodDiscriminatedUnion) return noForm(issue.inst, input)
  if (input === undefined) return 'It is required.'
  if (issue.code === 'invalid_value' && typeof input === 'string' && issue.values.length > 1)
    return `There is no choice ${shown(input)}. ${meant(input, issue.values.map(String))}`
  return `${shown(input)} does not fit: it ${fieldWords(issue)}`
}

/** A block whose `kind` is none of those that there are. */
function noForm({ def }: z.ZodDiscriminatedUnion, input: unknown): string {
  const known = def.options.flatMap((option) => [...(option._zod.propValues?.[def.discriminator] ?? [])].map(String))
  const written = isBlock(input) ? input[def.discriminator] : undefined
  return written === undefined
    ? `It needs a ${def.discriminator}. ${meant('', known)}`
    : `There is no ${def.discriminator} ${shown(written)}. ${meant(typeof written === 'string' ? written : '', known)}`
}

function faultsOf(issue: z.core.$ZodIssue): readonly Slip[] {
  const above = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys') return fieldFaults('', [issue]).map(({ field, message }) => ({ field: field.slice(1), message }))
  return issue.keys.map((key) => ({ field: joined(above, key), message: unknownField(key, issue.message.split(' ')) }))
}

const unknownField = (name: string, known: readonly string[]): string => `There is no field "${name}" here. ${meant(name, known)}`

/** What a schema lets pass without reading it, in blocks that it does not hold to their fields. */
function strays(written: unknown, read: unknown, at = ''): readonly Slip[] {
  if (!isBlock(written) || !isBlock(read)) return []
  const known = Object.keys(read)
  return Object.entries(written).flatMap(([key, value]) => {
    const here = joined(at, key)
    return Object.hasOwn(read, key) ? strays(value, read[key], here) : [{ field: here, message: unknownField(key, known) }]
  })
}

/** Lists too: their indexes are their fields. */
function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
