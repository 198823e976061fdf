/** Builders for tests, and a valid call for each route. */
import protobuf from 'protobufjs'
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples } from '#test/support/samples.ts'

/** The messages as OpenTelemetry declares them, for an encoder that is not ours. One of its words is written so, because it is none of ours. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4;
    ArrayValue array_value = 5; KeyValueList kvlist_value = 6; bytes bytes_value = 7; } }
  message ArrayValue { repeated AnyValue values = 1; }
  message KeyValueList { repeated KeyValue values = 1; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message Resource { repeated KeyValue attributes = 1; uint32 dropped_attributes_count = 2; }
  message Scope { string name = 1; string version = 2; repeated KeyValue attributes = 3; }
  message ExportMetricsServiceRequest { repeated ResourceMetrics resource_metrics = 1; }
  message ResourceMetrics { Resource resource = 1; repeated ScopeMetrics scope_metrics = 2; string schema_url = 3; }
  message ScopeMetrics { Scope scope = 1; repeated Metric metrics = 2; string schema_url = 3; }
  message Metric { string name = 1; string description = 2; string unit = 3; oneof data { Gauge gauge = 5; Sum sum = 7;
    Histogram histogram = 9; ExponentialHistogram exponential_histogram = 10; Summary summary = 11; } }
  message Gauge { repeated NumberPoint data\u005fpoints = 1; }
  message Sum { repeated NumberPoint data\u005fpoints = 1; int32 aggregation_temporality = 2; bool is_monotonic = 3; }
  message Histogram { repeated HistogramPoint data\u005fpoints = 1; int32 aggregation_temporality = 2; }
  message ExponentialHistogram { repeated ExponentialPoint data\u005fpoints = 1; int32 aggregation_temporality = 2; }
  message Summary { repeated SummaryPoint data\u005fpoints = 1; }
  message Exemplar { fixed64 time_unix_nano = 2; double as_double = 3; bytes span_id = 4; bytes trace_id = 5; }
  message NumberPoint { repeated KeyValue attributes = 7; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3;
    oneof value { double as_double = 4; sfixed64 as_int = 6; } repeated Exemplar exemplars = 5; uint32 flags = 8; }
  message HistogramPoint { repeated KeyValue attributes = 9; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3;
    fixed64 count = 4; optional double sum = 5; repeated fixed64 bucket_counts = 6; repeated double explicit_bounds = 7; uint32 flags = 10;
    optional double min = 11; optional double max = 12; }
  message Buckets { sint32 offset = 1; repeated uint64 bucket_counts = 2; }
  message ExponentialPoint { repeated KeyValue attributes = 1; fixed64 time_unix_nano = 3; fixed64 count = 4;
    optional double sum = 5; sint32 scale = 6; fixed64 zero_count = 7; Buckets positive = 8; Buckets negative = 9; uint32 flags = 10;
    double zero_threshold = 14; }
  message ValueAtQuantile { double quantile = 1; double value = 2; }
  message ExportTraceServiceRequest { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
  message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
  message Span { bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
    fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9; uint32 dropped_attributes_count = 10;
    repeated Event events = 11; repeated Link links = 13; Status status = 15; fixed32 flags = 16; }
  message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; }
  message Link { bytes trace_id = 1; bytes span_id = 2; repeated KeyValue attributes = 4; fixed32 flags = 6; }
  message Status { string message = 2; int32 code = 3; }
  message ExportLogsServiceRequest { repeated ResourceLogs resource_logs = 1; }
  message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; string schema_url = 3; }
  message ScopeLogs { Scope scope = 1; repeated LogRecord log_records = 2; string schema_url = 3; }
  message LogRecord { fixed64 time_unix_nano = 1; fixed64 observed_time_unix_nano = 11; int32 severity_number = 2; string severity_text = 3;
    AnyValue body = 5; repeated KeyValue attributes = 6; uint32 dropped_attributes_count = 7; fixed32 flags = 8; bytes trace_id = 9;
    bytes span_id = 10; string event_name = 12; }
  message Answer { PartialSuccess partial_success = 1; }
  message PartialSuccess { int64 count = 1; string words = 2; }
  message SummaryPoint { repeated KeyValue attributes = 7; fixed64 time_unix_nano = 3; fixed64 count = 4; double sum = 5;
    repeated ValueAtQuantile quantile_values = 6; uint32 flags = 8; }
`)

/** What a request holds, in the JSON of OpenTelemetry. */
export type Sent = Readonly<Record<string, unknown>>

/** The same request in Protocol Buffers. */
export function asProtobuf(name: `Export${'Metrics' | 'Trace' | 'Logs'}ServiceRequest`, sent: Sent): Buffer<ArrayBuffer> {
  const type = root.lookupType(name)
  return Buffer.from(type.encode(type.fromObject(JSON.parse(JSON.stringify(sent, idBytes)))).finish())
}

/** What an answer in Protocol Buffers says. */
export function decodePartialSuccess(answer: string): { readonly count: number; readonly words: string } {
  const { partialSuccess } = root.lookupType('Answer').decode(Buffer.from(answer)).toJSON()
  return { count: Number(partialSuccess?.count ?? 0), words: partialSuccess?.words ?? '' }
}

/** Ids are hexadecimal digits in one form and bytes, which the encoder takes as base64, in the other. */
function idBytes(name: string, value: unknown): unknown {
  return /^(traceId|spanId|parentSpanId)$/.test(name) ? Buffer.from(String(value), 'hex').toString('base64') : value
}

/** A request with these spans of one resource. */
export function aTracesRequest(spans: readonly object[], resource: Readonly<Record<string, string>> = {}): Sent {
  return { resourceSpans: [{ resource: { attributes: attributesOf(resource) }, scopeSpans: [{ scope: { name: 'http' }, spans }] }] }
}

/** A request with these lines of one resource. */
export function aLogsRequest(logRecords: readonly object[], resource: Readonly<Record<string, string>> = {}): Sent {
  return { resourceLogs: [{ resource: { attributes: attributesOf(resource) }, scopeLogs: [{ scope: { name: 'cart' }, logRecords }] }] }
}

/** Attributes of texts, as they are sent. */
export function attributesOf(texts: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(texts).map(([key, stringValue]) => ({ key, value: { stringValue } }))
}

/** A request with these metrics of one resource. */
export function aMetricsRequest(metrics: readonly object[], resource: Readonly<Record<string, string>> = {}): Sent {
  const scopeMetrics = [{ scope: { name: 'shop' }, metrics }]
  return { resourceMetrics: [{ resource: { attributes: attributesOf(resource) }, scopeMetrics }] }
}

/** Milliseconds as nanoseconds, as they are sent. */
export const nanos = (ms: number): string => `${ms}000000`

const json = (sent: Sent) => ({ type: 'application/json', content: new Uint8Array(Buffer.from(JSON.stringify(sent))) })

export const samples: Samples = {
  'otlp.takeMetrics': async (world) => ({ environmentKey: (await anIngestKey(world)).secret, bytes: json(aMetricsRequest([])) }),
  'otlp.takeTraces': async (world) => ({ environmentKey: (await anIngestKey(world)).secret, bytes: json(aTracesRequest([])) }),
  'otlp.takeLogs': async (world) => ({ environmentKey: (await anIngestKey(world)).secret, bytes: json(aLogsRequest([])) }),
}
