/**
 * Which particulars of an event may be copied into reports: those whose declared type has closed values (enum, literal, boolean,
 * number, id). Texts never, whatever they hold; personal ones never, whatever their type. Pure.
 */
import type { EventKind } from '#kit/event.ts'
import type { z } from 'zod'

const CLOSED_TYPES: ReadonlySet<string> = new Set(['enum', 'literal', 'boolean', 'number', 'int'])
const ID_FORMATS: ReadonlySet<string> = new Set(['uuid', 'guid'])
const WRAPPERS: ReadonlySet<string> = new Set(['optional', 'nullable', 'default', 'readonly', 'nonoptional', 'prefault'])

/** Names, in the order of the declaration; none when the particulars are no object. */
export function closedNames(kind: EventKind): readonly string[] {
  const { shape } = kind.particulars as z.ZodType & { shape?: Readonly<Record<string, z.ZodType>> }
  return Object.entries(shape ?? {})
    .filter(([name, schema]) => !kind.personal.includes(name) && isClosed(schema))
    .map(([name]) => name)
}

interface Definition {
  readonly type: string
  readonly format?: string
  readonly innerType?: z.ZodType
}

function isClosed(schema: z.ZodType): boolean {
  const { type, format, innerType } = schema.def as unknown as Definition
  if (WRAPPERS.has(type) && innerType) return isClosed(innerType)
  return CLOSED_TYPES.has(type) || (type === 'string' && ID_FORMATS.has(format ?? ''))
}
