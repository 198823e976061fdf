/** Example values from a schema: those the contract gives, else values that fit. */
import type { Schema } from './schema.ts'

/** Deep enough for every contract; a schema that contains itself ends here. */
const DEPTH_MAX = 8
const ID_SUFFIX = '01jd4m9v6kf3p8x2c7t5w0hqrz'

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-11-21T10:00:00.000Z',
  date: '2026-11-21',
  time: '10:00:00',
  email: 'ada@example.com',
  uri: 'https://shop.example.com',
  uuid: '01936f0a-7c00-7000-8000-000000000000',
  ipv4: '192.0.2.10',
}

/** Undefined when the schema allows nothing that can be made up. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  // An empty list leaves out what cannot stand beside the others.
  if (schema.examples !== undefined) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum !== undefined) return schema.enum[0]
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (variant !== undefined) return exampleOf(variant, depth)
  if (depth > DEPTH_MAX) return undefined
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return exampleObject(schema, depth)
    case 'array':
      return [exampleOf((schema.items ?? {}) as Schema, depth + 1)].filter((item) => item !== undefined)
    case 'string':
      return exampleText(schema)
    case 'integer':
    case 'number':
      return schema.minimum ?? (typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum + 1 : 1)
    case 'boolean':
      return true
    case 'null':
      return null
    case undefined:
      return exampleOfParts(schema, depth)
  }
  return undefined
}

function exampleOfParts({ allOf }: Schema, depth: number): unknown {
  return allOf === undefined ? undefined : Object.assign({}, ...allOf.map((part) => exampleOf(part, depth + 1)))
}

function exampleObject(schema: Schema, depth: number): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, exampleOf(property as Schema, depth + 1)])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, unknown>
}

function exampleText(schema: Schema): string {
  const known = schema.format === undefined ? undefined : byFormat[schema.format]
  if (known !== undefined) return known
  const prefix = /^\^([a-z]{3})_/.exec(schema.pattern ?? '')?.[1]
  if (prefix !== undefined) return `${prefix}_${ID_SUFFIX}`
  return 'Example text'.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength ?? Number.POSITIVE_INFINITY)
}
