/** How much a request becomes when what it says once of a sender stands with each of its items. */
import { valueText } from './any-value.ts'
import type { LogsRequest } from './log-messages.ts'
import type { Resource, Scope, TracesRequest } from './messages.ts'

interface Sent {
  readonly resource: Resource | undefined
  readonly scopes: readonly { readonly scope: Scope | undefined; readonly items: number }[]
}

/** In characters. */
export const repeatedByLines = ({ resourceLogs }: LogsRequest): number =>
  repeated(
    resourceLogs.map((of) => ({ ...of, scopes: of.scopeLogs.map(({ scope, logRecords }) => ({ scope, items: logRecords.length })) })),
  )

/** In characters. */
export const repeatedBySpans = ({ resourceSpans }: TracesRequest): number =>
  repeated(resourceSpans.map((of) => ({ ...of, scopes: of.scopeSpans.map(({ scope, spans }) => ({ scope, items: spans.length })) })))

function repeated(all: readonly Sent[]): number {
  let length = 0
  for (const { resource, scopes } of all) {
    const own = lengthOf(resource)
    for (const { scope, items } of scopes) length += items * (own + (scope ? scope.name.length + scope.version.length : 0))
  }
  return length
}

function lengthOf(resource: Resource | undefined): number {
  let length = 0
  for (const { key, value } of resource?.attributes ?? []) length += key.length + valueText(value).length
  return length
}
