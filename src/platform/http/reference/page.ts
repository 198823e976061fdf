/** The API reference for people, made from the OpenAPI document: one page, no JavaScript. */
import { html, page, type Html } from '#kit/html.ts'
import { CODES_PATH } from '../problem.ts'
import { fieldRows, type FieldRow } from './field-rows.ts'
import type { OpenApi, Operation, Parameter } from './openapi.ts'

export const STYLE_PATH = '/api/reference.css'
const JSON_TYPE = 'application/json'
/** Where machines find the same. */
export const OPENAPI_PATH = '/api/openapi.json'

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** A whole HTML document; each route has its operationId as anchor. */
export function renderReference(api: OpenApi): string {
  const entries = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const areas = api.tags.map(({ name }) => ({ name, entries: entries.filter(({ operation }) => operation.tags[0] === name) }))
  const server = api.servers[0]?.url ?? ''
  return page({
    lang: 'en',
    title: 'API reference · Pitcrew',
    head: html`<link rel="stylesheet" href="${STYLE_PATH}">`,
    body: html`<nav aria-label="Routes">${areas.map(navigation)}</nav>
<main>
<h1>API reference</h1>
<p>Everything that Pitcrew’s console does, it does through these routes. Send an API key as <code>Authorization: Bearer …</code>; bodies and answers are JSON; times are RFC 3339 in UTC.</p>
<p>Lists are paged: pass <code>nextCursor</code> of an answer as <code>cursor</code>. A change may carry an <code>Idempotency-Key</code>; repeating it then has no second effect. Errors are RFC 9457 problem documents, see the <a href="${CODES_PATH}">page of codes</a>. For machines: <a href="${OPENAPI_PATH}">OpenAPI 3.1</a>.</p>
${areas.map((area) => html`<h2 id="${area.name}">${area.name}</h2>${area.entries.map((entry) => article(entry, server))}`)}
</main>`,
  })
}

function navigation({ name, entries }: { name: string; entries: readonly Entry[] }): Html {
  const lines = entries.map(
    ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.operationId.replace(/^[^.]+\./, '')}</a></li>`,
  )
  return html`<h2><a href="#${name}">${name}</a></h2><ul>${lines}</ul>`
}

function article({ method, path, operation }: Entry, server: string): Html {
  const own = operation.parameters.filter((parameter): parameter is Parameter => 'name' in parameter)
  const body = operation.requestBody?.content[JSON_TYPE]
  const answer = answerOf(operation)
  return html`<article id="${operation.operationId}">
<h3><a href="#${operation.operationId}">${operation.operationId}</a></h3>
<p class="route"><span class="method">${method}</span> <span>${path}</span></p>
<p>${operation.summary}</p>
<p class="faint">${operation.description.replaceAll('`', '')}</p>
${table('Parameters', own.flatMap(parameterRow))}
${body !== undefined && table('Body', fieldRows(body.schema))}
${answer.schema !== undefined && table(`Answer ${answer.status}`, fieldRows(answer.schema))}
<p class="faint">May answer with ${failuresOf(operation).join(', ')}.</p>
<details><summary>Example</summary>
<pre><code>${curl({ method, path, operation }, server)}</code></pre>
${answer.example !== undefined && html`<pre><code>${JSON.stringify(answer.example, null, 2)}</code></pre>`}
</details>
</article>`
}

function table(title: string, rows: readonly FieldRow[]): Html | null {
  if (rows.length === 0) return null
  const lines = rows.map(
    ({ name, type, required, description }) =>
      html`<tr><td><code>${name}</code></td><td>${type}${!required && html` <span class="faint">optional</span>`}</td><td>${description}</td></tr>`,
  )
  return html`<h4>${title}</h4><div class="scroll"><table><thead><tr><th>Name</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${lines}</tbody></table></div>`
}

function parameterRow(parameter: Parameter): FieldRow[] {
  const { name, required, description, schema } = parameter
  const shape = { type: 'object' as const, properties: { [name]: schema }, required: required ? [name] : [] }
  return fieldRows(shape).map((row) => ({ ...row, description: description ?? row.description }))
}

interface Answer {
  readonly status: string
  readonly schema?: Parameters<typeof fieldRows>[0]
  readonly example?: unknown
}

function answerOf(operation: Operation): Answer {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? ['204', {}]
  const content = (response as { content?: { 'application/json'?: Omit<Answer, 'status'> } }).content?.['application/json']
  return { status, ...content }
}

function failuresOf(operation: Operation): string[] {
  return Object.keys(operation.responses).filter((status) => !status.startsWith('2') && status !== '304')
}

function curl({ method, path, operation }: Entry, server: string): string {
  const bodies = operation.requestBody?.content ?? {}
  const [type] = Object.keys(bodies)
  const example = bodies[JSON_TYPE]?.example
  const lines = [`curl -X ${method} '${server}${path}'`]
  if (operation.security.length > 0) lines.push(`-H 'Authorization: Bearer '"$API_KEY"`)
  if (operation.parameters.some((parameter) => '$ref' in parameter && parameter.$ref.endsWith('/IfMatch'))) lines.push(`-H 'If-Match: "3"'`)
  if (example !== undefined) {
    lines.push(`-H 'Content-Type: ${JSON_TYPE}'`, `-d '${JSON.stringify(example).replaceAll("'", String.raw`'\''`)}'`)
  } else if (type !== undefined) lines.push(`-H 'Content-Type: ${type}'`, `--data-binary @FILE`)
  return lines.join(' \\\n  ')
}
