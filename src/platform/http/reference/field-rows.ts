/** A schema as flat rows for a table: nested fields with dotted names, lists with `[]`. */
import type { Schema } from './schema.ts'

export interface FieldRow {
  /** Dotted: `address.street`, `items[].name`. */
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

const DEPTH_MAX = 6

/** Rows in the order of the schema, parents before their children. */
export function fieldRows(schema: Schema, prefix = '', depth = 0): readonly FieldRow[] {
  if (depth > DEPTH_MAX) return []
  const { properties = {}, required = [] } = objectIn(schema)
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = property as Schema
    const path = `${prefix}${name}`
    const row = { name: path, type: typeText(field), required: required.includes(name), description: field.description ?? '' }
    return [row, ...fieldRows(field, `${path}${listIn(field) === undefined ? '.' : '[].'}`, depth + 1)]
  })
}

/** The object that a schema is about: itself, the items of a list, or the one form that is not null. */
function objectIn(schema: Schema): Schema {
  const items = listIn(schema)
  if (items !== undefined) return objectIn(items)
  const form = formsOf(schema).find(({ type }) => type === 'object' || type === 'array')
  return form === undefined ? schema : objectIn(form)
}

function listIn(schema: Schema): Schema | undefined {
  const list = schema.type === 'array' ? schema : formsOf(schema).find(({ type }) => type === 'array')
  return list?.items as Schema | undefined
}

function formsOf(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? schema.oneOf ?? []
}

function typeText(schema: Schema): string {
  const forms = formsOf(schema)
  if (forms.length > 0) return [...new Set(forms.map(typeText))].join(' or ')
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(', ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.type === 'array') return `list of ${typeText((schema.items ?? {}) as Schema)}`
  const base = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'anything')
  return [schema.format ?? base, ...boundsOf(schema)].join(', ')
}

function boundsOf(schema: Schema): string[] {
  const { minimum, maximum, maxLength, default: unlessSent } = schema
  return [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(unlessSent === undefined ? [] : [`${JSON.stringify(unlessSent)} unless sent`]),
  ]
}
