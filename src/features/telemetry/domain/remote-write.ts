/**
 * Reads what Prometheus sends (remote write 1.0, https://prometheus.io/docs/specs/prw/remote_write_spec/):
 *
 *     WriteRequest { 1: TimeSeries*, 3: MetricMetadata* }
 *     TimeSeries   { 1: Label*, 2: Sample*, 3: Exemplar*, 4: Histogram* }
 *     Label        { 1: name, 2: value }
 *     Sample       { 1: double value, 2: int64 timestamp in milliseconds }
 *
 * Fields that hold zero are left out by who writes them. The labels of a series are handed on as the bytes they came in, because
 * the same series comes with the same bytes every few seconds and need not be read again.
 */
import { WireReader, wireField } from '#kit/wire.ts'
import type { Refusal } from './limits.ts'
import type { Identity } from './series.ts'

/** What is done with what was read; nothing has been checked but the form of the message. */
export interface WriteSink {
  /** A series begins; its label fields lie in `bytes` from `from` to before `to`. */
  series(bytes: Buffer, from: number, to: number): void
  /** A series begins whose labels were not even put together. */
  unfitSeries(reason: Refusal): void
  /** A sample of the series that began last. `valueAt` is where its eight bytes lie, little-endian; -1 for zero. */
  sample(valueAt: number, timestampMs: number): void
  /** A histogram with its buckets in one sample. */
  histogram(): void
}

const TIME_SERIES = 0x0a
const LABEL = 0x0a
const SAMPLE = 0x12
/** The fields of a series that differ between the versions. */
const HISTOGRAM_OF_1_0 = 0x22
const SAMPLE_VALUE = 0x09
const SAMPLE_TIMESTAMP = 0x10

/** Reads `bytes` to before `end`. False when they are no such message; what was handed on until then is worth nothing. */
export function readWriteRequest(bytes: Buffer, end: number, sink: WriteSink): boolean {
  const reader = new WireReader(bytes, 0, end)
  while (reader.at < end) {
    const tag = reader.varint()
    if (tag === TIME_SERIES) readTimeSeries(reader, reader.enter(end), sink)
    else reader.skip(tag, end)
  }
  reader.leave(end)
  return !reader.isBroken
}

function readTimeSeries(reader: WireReader, end: number, sink: WriteSink): void {
  const start = reader.at
  const labelsEnd = passLabels(reader, end)
  sink.series(reader.bytes, start, labelsEnd)
  readSamples(reader, end, sink, HISTOGRAM_OF_1_0)
}

/** What follows the labels of a series, in both versions of the protocol. Labels must not come again. */
export function readSamples(reader: WireReader, end: number, sink: WriteSink, histogram: number): void {
  while (reader.at < end) {
    const tag = reader.varint()
    if (tag === SAMPLE) readSample(reader, reader.enter(end), sink)
    else if (tag === histogram) {
      sink.histogram()
      reader.skip(tag, end)
    } else if (tag === LABEL) return reader.break()
    else reader.skip(tag, end)
  }
  reader.leave(end)
}

/** Every writer puts the labels first, in the order of the fields' numbers; labels after samples are refused. Returns their end. */
function passLabels(reader: WireReader, end: number): number {
  while (reader.at < end && reader.bytes[reader.at] === LABEL) {
    reader.at += 1
    reader.at = reader.enter(end)
  }
  return reader.at
}

function readSample(reader: WireReader, end: number, sink: WriteSink): void {
  let valueAt = -1
  let timestampMs = 0
  while (reader.at < end) {
    const tag = reader.varint()
    if (tag === SAMPLE_VALUE) {
      valueAt = reader.at
      reader.at += 8
    } else if (tag === SAMPLE_TIMESTAMP) timestampMs = reader.int64()
    else reader.skip(tag, end)
  }
  reader.leave(end)
  if (!reader.isBroken) sink.sample(valueAt, timestampMs)
}

/** One label after the other, name then value, as texts. Undefined when a label is no message or its text no UTF-8. */
export function readLabels(bytes: Buffer): readonly string[] | undefined {
  const reader = new WireReader(bytes, 0, bytes.length)
  const texts: string[] = []
  while (reader.at < reader.end) {
    const tag = reader.varint()
    if (tag === LABEL) readLabel(reader, reader.enter(reader.end), texts)
    else reader.break()
  }
  return reader.isBroken ? undefined : texts
}

function readLabel(reader: WireReader, end: number, texts: string[]): void {
  let name = ''
  let value = ''
  while (reader.at < end) {
    const tag = reader.varint()
    if (tag === 0x0a) name = readText(reader, end)
    else if (tag === 0x12) value = readText(reader, end)
    else reader.skip(tag, end)
  }
  reader.leave(end)
  texts.push(name, value)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readText(reader: WireReader, limit: number): string {
  const end = reader.enter(limit)
  const start = reader.at
  reader.at = end
  try {
    return utf8.decode(reader.bytes.subarray(start, end))
  } catch {
    // The decoder has no other way of saying that these bytes are no text.
    reader.break()
    return ''
  }
}

/** A series' label fields as Prometheus would send them, the metric's name among them. */
export function labelBytes({ metric, labels }: Identity): Buffer {
  const texts = ['__name__', metric, ...labels]
  const fields: Buffer[] = []
  for (let at = 0; at < texts.length; at += 2) {
    const [name, value] = [textField(0x0a, texts[at] as string), textField(0x12, texts[at + 1] as string)]
    fields.push(wireField(LABEL, [name, value]))
  }
  return Buffer.concat(fields)
}

function textField(tag: number, text: string): Buffer {
  return wireField(tag, [Buffer.from(text)])
}
