/** The messages in which exporters send log lines, as far as anything of them is kept. */
import { anyValue, attributes, type AnyValue, type Attribute } from './any-value.ts'
import { hex, nanoseconds, text, whole } from './kinds.ts'
import { resource, scope, type Resource, type Scope } from './messages.ts'
import { many, one, shape } from './shape.ts'

/** A line of a log. Ids are small hexadecimal digits. */
export interface SentLine {
  readonly timeUnixNano: bigint
  readonly observedTimeUnixNano: bigint
  readonly severityNumber: number
  readonly severityText: string
  readonly body: AnyValue
  readonly attributes: readonly Attribute[]
  readonly traceId: string
  readonly spanId: string
  readonly eventName: string
}
const sentLine = shape<SentLine>({
  timeUnixNano: [1, nanoseconds],
  severityNumber: [2, whole],
  severityText: [3, text],
  body: [5, anyValue],
  attributes: [6, attributes],
  traceId: [9, hex],
  spanId: [10, hex],
  observedTimeUnixNano: [11, nanoseconds],
  eventName: [12, text],
})

export interface ScopeLogs {
  readonly scope: Scope | undefined
  readonly logRecords: readonly SentLine[]
}
export interface ResourceLogs {
  readonly resource: Resource | undefined
  readonly scopeLogs: readonly ScopeLogs[]
}
/** ExportLogsServiceRequest */
export interface LogsRequest {
  readonly resourceLogs: readonly ResourceLogs[]
}
const scopeLogs = shape<ScopeLogs>({ scope: [1, one(scope)], logRecords: [2, many(sentLine)] })
const resourceLogs = shape<ResourceLogs>({ resource: [1, one(resource)], scopeLogs: [2, many(scopeLogs)] })
export const logsRequest = shape<LogsRequest>({ resourceLogs: [1, many(resourceLogs)] })
