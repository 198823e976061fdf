/** From what OpenTelemetry sends to log lines as they are kept. */
import { severityOf, type Line, type Pairs, type Resource } from '#features/logs/public.ts'
import { instant, type Instant } from '#kit/time.ts'
import { valueText, type Attribute } from './any-value.ts'
import type { LogsRequest, SentLine } from './log-messages.ts'
import type { Resource as SentResource, Scope } from './messages.ts'

const NANOSECONDS_PER_MS = 1_000_000n
const SERVICE = 'service.name'
const SEVERITY_MAX = 24
const [TRACE_ID_LENGTH, SPAN_ID_LENGTH] = [32, 16]

export function linesOf({ resourceLogs }: LogsRequest): readonly Line[] {
  return resourceLogs.flatMap(({ resource: sent, scopeLogs }) => {
    const resource = resourceOf(sent)
    return scopeLogs.flatMap(({ scope, logRecords }) => {
      const scopePairs = pairsOfScope(scope)
      return logRecords.map((line) => lineOf(line, resource, scopePairs))
    })
  })
}

function lineOf(sent: SentLine, resource: Resource, scopePairs: Pairs): Line {
  const observedAt = instantOf(sent.observedTimeUnixNano)
  const severity = severityIn(sent)
  return {
    // As the protocol asks: who read a line from elsewhere may only know when it was seen.
    at: instantOf(sent.timeUnixNano) ?? observedAt,
    observedAt,
    severity,
    body: valueText(sent.body),
    attributes: attributesOf(sent, severity, scopePairs),
    resource,
    traceId: sent.traceId.length === TRACE_ID_LENGTH ? sent.traceId : '',
    spanId: sent.spanId.length === SPAN_ID_LENGTH ? sent.spanId : '',
  }
}

/** Put into one list as they come: this runs for every attribute of every line. */
function attributesOf(sent: SentLine, severity: number, scopePairs: Pairs): Pairs {
  const pairs = pairsOf(sent.attributes)
  if (sent.eventName !== '') pairs.push('event.name', sent.eventName)
  if (severity === 0 && sent.severityText !== '') pairs.push('severity_text', sent.severityText)
  if (scopePairs.length > 0) pairs.push(...scopePairs)
  return pairs
}

/** The number, unless it is none: then what the level says in words. */
function severityIn({ severityNumber, severityText }: SentLine): number {
  return severityNumber >= 1 && severityNumber <= SEVERITY_MAX ? severityNumber : severityOf(severityText)
}

/** Null when it was not sent. */
const instantOf = (nanoseconds: bigint): Instant | null => (nanoseconds === 0n ? null : instant(Number(nanoseconds / NANOSECONDS_PER_MS)))

function resourceOf(sent: SentResource | undefined): Resource {
  const attributes = sent?.attributes ?? []
  const service = attributes.find(({ key }) => key === SERVICE)?.value ?? ''
  return { service: valueText(service), attributes: pairsOf(attributes.filter(({ key }) => key !== SERVICE)) }
}

function pairsOf(attributes: readonly Attribute[]): string[] {
  const pairs: string[] = []
  for (const { key, value } of attributes) pairs.push(key, valueText(value))
  return pairs
}

/** The logger, under the names that OpenTelemetry gives it where scopes are attributes. */
function pairsOfScope(scope: Scope | undefined): Pairs {
  return [...(scope?.name ? ['otel.scope.name', scope.name] : []), ...(scope?.version ? ['otel.scope.version', scope.version] : [])]
}
