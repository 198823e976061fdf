/**
 * Reads remote write 2.0 (https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/), in which labels are numbers of texts that stand
 * once in a request:
 *
 *     Request    { 4: text*, 5: TimeSeries* }
 *     TimeSeries { 1: number*, 2: Sample*, 3: Histogram*, 4: Exemplar*, 5: Metadata, 6: created timestamp }
 *
 * The labels of a series are put together in the form that they have in 1.0, so everything after this is the same: the same series is
 * known by the same bytes, whichever version it comes by.
 */
import { WireReader } from '#kit/wire.ts'
import { LABELS_MAX, NAME_BYTES_MAX, VALUE_BYTES_MAX, type Refusal } from './limits.ts'
import { readSamples, type WriteSink } from './remote-write.ts'

/** Fields before it are those of 1.0 and are kept free, so that a message of the one is never taken for one of the other. */
const FIRST_FIELD = 0x20
const SYMBOL = 0x22
const TIME_SERIES = 0x2a
const REFS = 0x0a
/** One number by itself instead of many in one field; readers of Protocol Buffers take both. */
const REF = 0x08
const HISTOGRAM = 0x1a

/** Each costs eight bytes; a request of 50,000 samples with two texts of its own for each has a tenth of them. */
export const SYMBOLS_MAX = 1_000_000
/** A label with the longest name and value, and what frames it. */
const LABEL_BYTES_MAX = NAME_BYTES_MAX + VALUE_BYTES_MAX + 16

/** Where the texts of a request stand, and the labels of the series that is being read; used again for the next request. */
export class Symbols {
  count = 0
  readonly labels = Buffer.allocUnsafeSlow(LABELS_MAX * LABEL_BYTES_MAX)
  readonly refs = new Uint32Array(2 * LABELS_MAX)
  #starts = new Uint32Array(4_096)
  #ends = new Uint32Array(4_096)

  /** Whether there was room for it. */
  add(start: number, end: number): boolean {
    if (this.count === SYMBOLS_MAX) return false
    if (this.count === this.#starts.length) {
      this.#starts = grown(this.#starts)
      this.#ends = grown(this.#ends)
    }
    this.#starts[this.count] = start
    this.#ends[this.count] = end
    this.count += 1
    return true
  }

  start(ref: number): number {
    return this.#starts[ref] as number
  }

  bytes(ref: number): number {
    return (this.#ends[ref] as number) - this.start(ref)
  }
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}

/** Reads `bytes` to before `end`. What was handed on before an end other than `read` is worth nothing. */
export function readRequest(bytes: Buffer, end: number, sink: WriteSink, symbols: Symbols): 'read' | 'malformed' | 'too_many_symbols' {
  if (!readSymbols(new WireReader(bytes, 0, end), symbols)) return 'too_many_symbols'
  const reader = new WireReader(bytes, 0, end)
  while (reader.at < end) {
    const tag = reader.varint()
    if (tag === TIME_SERIES) readTimeSeries(reader, reader.enter(end), sink, symbols)
    else if (tag < FIRST_FIELD) reader.break()
    else reader.skip(tag, end)
  }
  reader.leave(end)
  return reader.isBroken ? 'malformed' : 'read'
}

/** All of them first: nothing says that they stand before the series. False when there are too many. */
function readSymbols(reader: WireReader, symbols: Symbols): boolean {
  symbols.count = 0
  while (reader.at < reader.end) {
    const tag = reader.varint()
    if (tag === SYMBOL) {
      const symbolEnd = reader.enter(reader.end)
      if (!symbols.add(reader.at, symbolEnd)) return false
      reader.at = symbolEnd
    } else reader.skip(tag, reader.end)
  }
  return true
}

function readTimeSeries(reader: WireReader, end: number, sink: WriteSink, symbols: Symbols): void {
  const count = readRefs(reader, end, symbols)
  if (count % 2 === 1) return reader.break()
  const labels = count > symbols.refs.length ? 'too_many_labels' : putTogether(reader.bytes, symbols, count)
  if (typeof labels === 'string') sink.unfitSeries(labels)
  else sink.series(symbols.labels, 0, labels)
  readSamples(reader, end, sink, HISTOGRAM)
}

/** How many numbers there are; those that fit are in `symbols.refs`. One that stands for nothing breaks the reading. */
function readRefs(reader: WireReader, end: number, symbols: Symbols): number {
  let count = 0
  const read = () => {
    const ref = reader.varint()
    if (ref >= symbols.count) reader.break()
    else if (count < symbols.refs.length) symbols.refs[count] = ref
    count += 1
  }
  for (let tag = reader.bytes[reader.at]; reader.at < end && (tag === REFS || tag === REF); tag = reader.bytes[reader.at]) {
    reader.at += 1
    if (tag === REF) read()
    else for (const refsEnd = reader.enter(end); reader.at < refsEnd;) read()
  }
  return count
}

/** How many bytes of `symbols.labels` they take. */
function putTogether(bytes: Buffer, symbols: Symbols, count: number): number | Refusal {
  const { labels, refs } = symbols
  let at = 0
  for (let index = 0; index < count; index += 2) {
    const [name, value] = [refs[index] as number, refs[index + 1] as number]
    const [nameBytes, valueBytes] = [symbols.bytes(name), symbols.bytes(value)]
    if (nameBytes > NAME_BYTES_MAX || valueBytes > VALUE_BYTES_MAX) return 'label_too_long'
    labels[at++] = 0x0a
    at = putLength(labels, at, 2 + lengthBytes(nameBytes) + nameBytes + lengthBytes(valueBytes) + valueBytes)
    labels[at++] = 0x0a
    at = putLength(labels, at, nameBytes)
    at += bytes.copy(labels, at, symbols.start(name), symbols.start(name) + nameBytes)
    labels[at++] = 0x12
    at = putLength(labels, at, valueBytes)
    at += bytes.copy(labels, at, symbols.start(value), symbols.start(value) + valueBytes)
  }
  return at
}

/** Of what is below 2^14, which all are here. */
function lengthBytes(length: number): number {
  return length < 128 ? 1 : 2
}

function putLength(into: Buffer, at: number, length: number): number {
  if (length < 128) into[at] = length
  else {
    into[at] = (length & 127) | 128
    into[at + 1] = length >> 7
  }
  return at + lengthBytes(length)
}
