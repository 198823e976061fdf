/**
 * Reads the text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format) as Prometheus does:
 * help and types are looked at and passed over, whatever the type a line is a sample.
 */
import {
  CLOSE,
  COMMA,
  EQUALS,
  HASH,
  NEWLINE,
  OPEN,
  readLines,
  readNumber,
  TextCursor,
  type Reading,
  type SampleSink,
} from './exposition.ts'

const TYPES = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped'])
const TIMESTAMP = /^\d{1,15}$/

/** Hands on every sample in the order of the text. */
export function readText(text: string, sink: SampleSink): Reading {
  return readLines(new TextCursor(text), (cursor) => {
    cursor.passBlanks()
    if (cursor.isAtEnd) return false
    if (cursor.passed(NEWLINE)) return true
    return cursor.passed(HASH) ? passComment(cursor) : passSample(cursor, sink)
  })
}

/** HELP and TYPE must be what they say; any other comment says what it likes. */
function passComment(cursor: TextCursor): boolean {
  const start = cursor.at
  cursor.passBlanks()
  const keyword = cursor.at > start ? cursor.token() : ''
  const isMeta = (keyword === 'HELP' || keyword === 'TYPE') && cursor.code !== NEWLINE && !cursor.isAtEnd
  if (!isMeta) {
    cursor.line()
    return true
  }
  cursor.passBlanks()
  if (!cursor.passName('metric')) return cursor.fail('metric_name_expected')
  const place = cursor.at
  const said = cursor.line()
  if (keyword === 'HELP' || TYPES.has(said.slice(1))) return true
  cursor.at = place
  return cursor.fail('type_unknown')
}

function passSample(cursor: TextCursor, sink: SampleSink): boolean | 'too_many_samples' {
  const start = cursor.at
  if (!cursor.passName('metric')) return cursor.fail('metric_name_expected')
  let end = cursor.at
  cursor.passBlanks()
  if (cursor.passed(OPEN)) {
    if (!passLabels(cursor)) return false
    end = cursor.at
    cursor.passBlanks()
  }
  const place = cursor.at
  const value = readNumber(cursor.token())
  if (value === undefined) {
    cursor.at = place
    return cursor.fail('value_invalid')
  }
  const at = passTimestamp(cursor)
  if (cursor.problem) return false
  const stop = sink.sample(cursor.text.slice(start, end), value, at)
  if (stop === 'label_repeated') {
    cursor.at = start
    return cursor.fail(stop)
  }
  if (!cursor.isAtEnd) cursor.at += 1
  return stop ?? true
}

/** Stops before the end of the line. */
function passTimestamp(cursor: TextCursor): number | undefined {
  cursor.passBlanks()
  if (cursor.isAtEnd || cursor.code === NEWLINE) return undefined
  const place = cursor.at
  const digits = cursor.token()
  if (!TIMESTAMP.test(digits)) {
    cursor.at = place
    cursor.fail('timestamp_invalid')
    return undefined
  }
  cursor.passBlanks()
  if (!cursor.isAtEnd && cursor.code !== NEWLINE) cursor.fail('line_end_expected')
  return Number(digits)
}

/** From after the brace that opens to after the one that closes. A comma may follow the last label. */
function passLabels(cursor: TextCursor): boolean {
  cursor.passBlanks()
  while (!cursor.passed(CLOSE)) {
    if (!cursor.passName('label')) return cursor.fail('label_name_expected')
    cursor.passBlanks()
    if (!cursor.passed(EQUALS)) return cursor.fail('equals_expected')
    cursor.passBlanks()
    if (!cursor.passQuoted(true)) return false
    cursor.passBlanks()
    if (cursor.passed(COMMA)) cursor.passBlanks()
    else if (cursor.code !== CLOSE) return cursor.fail('comma_expected')
  }
  return true
}
