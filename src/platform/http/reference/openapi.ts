/**
 * The OpenAPI 3.1 document, made from the contracts: what is served at /api/openapi.json and what the reference page shows.
 * Schemas are those of the wire side, so ids are prefixed texts and instants RFC 3339.
 */
import { z } from 'zod'
import type { Access, Method, Route } from '#kit/contract.ts'
import type { Code } from '#kit/fault.ts'
import { BODY_BYTES_MAX_DEFAULT } from '../serve.ts'
import { UPLOAD_TYPE } from '../upload.ts'
import { exampleOf } from './example.ts'
import { headerParameters, problemResponses, problemSchema, problemTitles, securitySchemes } from './parts.ts'
import type { Schema } from './schema.ts'

/** Schemas that operations refer to, by their name among the components. */
type Lifted = Record<string, Schema>

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}

/** One route. `x-permission` is the one that it asks for; absent when being signed in, or nothing, is enough. */
export interface Operation {
  readonly operationId: string
  readonly tags: readonly [string]
  readonly summary: string
  readonly description: string
  readonly 'x-permission'?: string
  readonly parameters: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: {
    readonly required: true
    readonly content: Readonly<Record<string, { schema: Schema; example?: unknown }>>
  }
  readonly responses: Readonly<Record<string, object>>
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

export interface OpenApi {
  readonly openapi: '3.1.1'
  readonly info: object
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Lowercase<Method>, Operation>>>>>
  readonly components: object
  /** Every code that a problem can have. */
  readonly 'x-codes': readonly Code[]
}

/** What the document is made of; areas in the order in which they are shown. */
export interface OpenApiSource {
  readonly version: string
  readonly publicUrl: string
  readonly areas: readonly { readonly name: string; readonly routes: readonly Route[] }[]
  readonly codes: readonly Code[]
}

/** Pure; takes about 50 ms for a hundred routes. */
export function buildOpenApi({ version, publicUrl, areas, codes }: OpenApiSource): OpenApi {
  const lifted: Lifted = {}
  const paths: Record<string, Partial<Record<Lowercase<Method>, Operation>>> = {}
  for (const { name, routes } of areas) {
    for (const route of routes) {
      const path = route.path.replace(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, name, lifted) }
    }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Pitcrew', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }, description: ABOUT },
    servers: [{ url: publicUrl }],
    tags: areas.map(({ name }) => ({ name })),
    paths,
    components: {
      securitySchemes,
      schemas: { Problem: problemSchema(codes), ...lifted },
      parameters: headerParameters,
      responses: problemResponses,
    },
    'x-codes': codes,
  }
}

const ABOUT = [
  'Everything that Pitcrew’s own console does, it does through these routes.',
  'Times are RFC 3339 in UTC, ids are prefixed texts, lists are paged with `cursor` and `limit`.',
  'Errors are RFC 9457 problem documents with a stable `code`.',
].join(' ')

function operationOf(route: Route, area: string, lifted: Lifted): Operation {
  const permission = typeof route.access === 'object' ? route.access.permission : undefined
  const body = route.body === undefined ? undefined : schemaOf(route.body, lifted)
  return {
    operationId: route.id,
    tags: [area],
    summary: route.summary,
    description: describe(route),
    ...(permission === undefined ? {} : { 'x-permission': permission }),
    parameters: [...parametersOf('path', route.params, lifted), ...parametersOf('query', route.query, lifted), ...headersOf(route)],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body, example: exampleOf(body) } } } }),
    ...(route.upload && { requestBody: bytesOf([UPLOAD_TYPE]) }),
    ...(route.takes && { requestBody: bytesOf(route.takes) }),
    responses: { ...successOf(route, lifted), ...failuresOf(route) },
    security: securityOf(route.access),
  }
}

function securityOf(access: Access): Operation['security'] {
  if (access === 'public') return []
  return access === 'environment_key' ? [{ environmentKey: [] }] : [{ apiKey: [] }, { session: [] }]
}

function bytesOf(types: readonly string[]): NonNullable<Operation['requestBody']> {
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: ANY_BYTES }])) }
}

function needs({ permission, also = [] }: Exclude<Access, string>): string {
  return [`Needs the permission \`${permission}\`.`, ...also.map((more) => `${more.act} needs \`${more.permission}\` besides.`)].join(' ')
}

function describe(route: Route): string {
  const access = {
    public: 'Anybody may call this, without signing in.',
    signed_in: 'Anybody who is signed in may call this.',
    environment_key:
      'Needs a write-only key of the environment for which the data is; made in the console, on the page of the application.',
  }
  const who = typeof route.access === 'string' ? access[route.access] : needs(route.access)
  const limit = route.perMinute === undefined ? '' : ` At most ${route.perMinute} calls a minute.`
  const bytesMax = route.upload?.bytesMax ?? ((route.body ?? route.takes) && (route.bodyBytesMax ?? BODY_BYTES_MAX_DEFAULT))
  const size = bytesMax === undefined ? '' : ` The body${route.upload ? ' is a file that' : ''} may have at most ${bytesMax} bytes.`
  const fresh = route.fresh ? ' From a browser it needs a proof of who one is that is at most ten minutes old.' : ''
  return `${who}${fresh}${limit}${size}`
}

function parametersOf(place: Parameter['in'], declared: z.ZodType | undefined, lifted: Lifted): Parameter[] {
  if (declared === undefined) return []
  const { properties = {}, required = [] } = schemaOf(declared, lifted)
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Schema
    const isRequired = place === 'path' || required.includes(name)
    return { name, in: place, required: isRequired, ...(description === undefined ? {} : { description }), schema }
  })
}

function headersOf(route: Route): { readonly $ref: string }[] {
  const isChange = route.method !== 'GET' && !route.prometheus && route.access !== 'public' && route.upload === undefined
  const names = [route.versioned === 'write' && 'IfMatch', route.versioned === 'read' && 'IfNoneMatch', isChange && 'IdempotencyKey']
  return names.filter((name) => name !== false).map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

function successOf(route: Route, lifted: Lifted): Record<string, object> {
  if (route.file) return { 200: { description: 'The file, under its own type.', content: { '*/*': { schema: ANY_BYTES } } } }
  if (route.rpc) return { 200: { description: 'What was taken, in the type of the request.', ...rpcContent(route) } }
  if (route.prometheus)
    return { 200: { description: 'The answer as Prometheus gives it.', content: { 'application/json': { schema: { type: 'object' } } } } }
  if (route.stream !== undefined) return { 200: fileOf(route.stream) }
  if (route.document) return { 200: { description: 'Done.', content: { [route.document.mediaType]: { schema: { type: 'string' } } } } }
  const status = String(route.status ?? (route.response === undefined ? 204 : 200))
  if (route.response === undefined) return { [status]: { description: 'Done; there is nothing to say.' } }
  const schema = schemaOf(route.response, lifted)
  const etag = { ETag: { description: 'The version, for If-Match and If-None-Match', schema: { type: 'string' } } }
  const content = { 'application/json': { schema, example: exampleOf(schema) } }
  const unchanged = route.versioned === 'read' ? { 304: { description: 'Unchanged since the version in If-None-Match.' } } : {}
  return { [status]: { description: 'Done.', ...(route.versioned === undefined ? {} : { headers: etag }), content }, ...unchanged }
}

function rpcContent({ takes = [] }: Route): Pick<NonNullable<Operation['requestBody']>, 'content'> {
  return { content: bytesOf(takes).content }
}

const ANY_BYTES = { type: 'string', format: 'binary' } as const

function fileOf({ mediaType, fileName }: NonNullable<Route['stream']>): object {
  const description = `The file ${fileName}, sent while it is made.`
  return { description, content: { [mediaType.split(';', 1)[0] ?? mediaType]: { schema: { type: 'string' } } } }
}

function failuresOf(route: Route): Record<string, object> {
  const takesBody = (route.body ?? route.takes ?? route.upload) !== undefined
  const takesSomething = route.params !== undefined || route.query !== undefined || takesBody
  const names = [
    takesSomething && '400',
    route.access !== 'public' && '401',
    typeof route.access === 'object' && '403',
    route.params !== undefined && '404',
    route.method !== 'GET' && '409',
    route.versioned === 'write' && '412',
    takesBody && '413',
    takesBody && '415',
    (route.body ?? route.query ?? route.params) !== undefined && '422',
    route.versioned === 'write' && '428',
    '429',
    '500',
    '503',
  ]
  const told = (name: string): object =>
    route.rpc
      ? { description: `${problemTitles[name]} As google.rpc.Status.`, ...rpcContent(route) }
      : { $ref: `#/components/responses/Problem${name}` }
  return Object.fromEntries(names.filter((name) => name !== false).map((name) => [name, told(name)]))
}

/** The wire side of a schema. Parts that refer to themselves cannot stand in place and are lifted to the components. */
function schemaOf(schema: z.ZodType, lifted: Lifted): Schema {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: ({ jsonSchema }) => tidy(jsonSchema) })
  const { $schema: _dialect, $defs: parts, ...rest } = made
  if (parts === undefined) return rest
  const names = new Map(Object.keys(parts).map((name, index) => [name, `Shared${Object.keys(lifted).length + index + 1}`]))
  const pointed = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replace(/"#\/\$defs\/([^"]+)"/g, (_whole, name: string) => `"#/components/schemas/${names.get(name) ?? name}"`),
    ) as T
  for (const [name, part] of Object.entries(parts)) lifted[names.get(name) ?? name] = pointed(part)
  return pointed(rest) as Schema
}

/** zod writes the format out as a pattern of several lines, and the limits of its own integers. */
function tidy(schema: Schema): void {
  if (schema.format !== undefined) delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.propertyNames !== undefined) delete schema.propertyNames
}
