/** Faults of schemas as field faults with words for people; contracts may give better words where they know more. */
import type { z } from 'zod'
import type { FieldFault } from '#kit/fault.ts'

/** A request with more wrong fields than this is wrong as a whole; the rest is not listed. */
const FIELDS_MAX = 50

/** `part` is params, query, body or headers; paths become dotted: `body.addresses.3`. */
export function fieldFaults(part: string, issues: readonly z.core.$ZodIssue[]): readonly FieldFault[] {
  return issues.flatMap((issue) => faultsOf(part, issue)).slice(0, FIELDS_MAX)
}

function faultsOf(part: string, issue: z.core.$ZodIssue): FieldFault[] {
  const field = [part, ...issue.path.map(String)].join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: `${field}.${key}`, message: 'is not known here' }))
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0]
    return nearest && nearest.length > 0 ? nearest.flatMap((inner) => faultsOf(field, inner)) : [{ field, message: issue.message }]
  }
  return [{ field, message: issue.message }]
}

const kinds: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
}
const formats: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address such as ada@example.com',
  url: 'must be an address such as https://example.com',
  datetime: 'must be a time such as 2026-11-21T10:00:00Z',
  date: 'must be a day such as 2026-11-21',
  uuid: 'must be a UUID',
  regex: 'must be in the form that the reference describes',
}

/** zod's error map: what follows "the field …". */
export function fieldWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : (kinds[issue.expected] ?? `must be ${issue.expected}`)
    case 'invalid_value':
      return issue.input === undefined ? 'is required' : oneOf(issue.values.map((value) => JSON.stringify(value)))
    case 'invalid_format':
      return formats[issue.format] ?? `must be a valid ${issue.format}`
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false)
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false)
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_union':
      return issue.input === undefined ? 'is required' : 'is in none of the accepted forms'
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      break
  }
  return 'is not valid'
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`
}

function tooSmall(origin: string, minimum: number, inclusive: boolean): string {
  if (origin === 'string') return minimum === 1 ? 'must not be empty' : `must have at least ${minimum} characters`
  if (origin === 'array' || origin === 'set')
    return minimum === 1 ? 'must have at least one entry' : `must have at least ${minimum} entries`
  return inclusive ? `must be at least ${minimum}` : `must be more than ${minimum}`
}

function tooBig(origin: string, maximum: number, inclusive: boolean): string {
  if (origin === 'string') return `must have at most ${maximum} characters`
  if (origin === 'array' || origin === 'set') return `must have at most ${maximum} entries`
  return inclusive ? `must be at most ${maximum}` : `must be less than ${maximum}`
}
