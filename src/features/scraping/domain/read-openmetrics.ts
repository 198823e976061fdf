/**
 * Reads OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/) as Prometheus does: one blank between parts, no
 * empty lines, times in seconds, `# EOF` at the end. Types, units, help and exemplars must be what they say and are passed over.
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
  SPACE,
  TextCursor,
  type Problem,
  type Reading,
  type SampleSink,
} from './exposition.ts'

const TYPES = new Set(['counter', 'gauge', 'histogram', 'gaugehistogram', 'summary', 'info', 'stateset', 'unknown'])
const MILLISECONDS = 1_000

/** Hands on every sample in the order of the text. */
export function readOpenMetrics(text: string, sink: SampleSink): Reading {
  return readLines(new TextCursor(text), (cursor) => {
    if (cursor.isAtEnd) return cursor.fail('eof_missing')
    return cursor.passed(HASH) ? passMeta(cursor) : passSample(cursor, sink)
  })
}

/** False also at the end. */
function passMeta(cursor: TextCursor): boolean {
  if (!cursor.passed(SPACE)) return cursor.fail('comment_invalid')
  const keyword = cursor.token()
  if (keyword === 'EOF') return passEnd(cursor)
  if (keyword !== 'HELP' && keyword !== 'TYPE' && keyword !== 'UNIT') return cursor.fail('comment_invalid')
  if (!cursor.passed(SPACE)) return cursor.fail('metric_name_expected')
  const start = cursor.at
  if (!cursor.passName('metric')) return cursor.fail('metric_name_expected')
  const place = cursor.at
  if (cursor.code !== SPACE) return cursor.fail('comment_invalid')
  const name = cursor.text.slice(start, place)
  const said = cursor.line().slice(1)
  const problem = keyword === 'TYPE' ? typeProblem(said) : keyword === 'UNIT' ? unitProblem(name, said) : undefined
  if (problem === undefined) return true
  cursor.at = place
  return cursor.fail(problem)
}

function typeProblem(type: string): Problem | undefined {
  return TYPES.has(type) ? undefined : 'type_unknown'
}

function unitProblem(metric: string, unit: string): Problem | undefined {
  return unit === '' || metric.endsWith(`_${unit}`) ? undefined : 'unit_invalid'
}

function passEnd(cursor: TextCursor): false {
  cursor.passed(NEWLINE)
  return cursor.isAtEnd ? false : cursor.fail('text_after_eof')
}

function passSample(cursor: TextCursor, sink: SampleSink): boolean | 'too_many_samples' {
  const start = cursor.at
  if (!cursor.passName('metric')) return cursor.fail('metric_name_expected')
  if (cursor.passed(OPEN) && !passLabels(cursor)) return false
  const end = cursor.at
  const value = passNumber(cursor, 'value_invalid')
  if (value === undefined) return false
  const seconds = isBeforeNumber(cursor) ? passNumber(cursor, 'timestamp_invalid') : undefined
  if (seconds !== undefined && !Number.isFinite(seconds)) return cursor.fail('timestamp_invalid')
  if (cursor.problem || !passExemplar(cursor)) return false
  if (cursor.isAtEnd) return cursor.fail('eof_missing')
  const stop = sink.sample(cursor.text.slice(start, end), value, seconds === undefined ? undefined : Math.trunc(seconds * MILLISECONDS))
  if (stop === 'label_repeated') {
    cursor.at = start
    return cursor.fail(stop)
  }
  if (!cursor.passed(NEWLINE)) return cursor.fail('line_end_expected')
  return stop ?? true
}

/** A number after one blank. */
function passNumber(cursor: TextCursor, problem: Problem): number | undefined {
  const place = cursor.at
  const value = cursor.passed(SPACE) ? readNumber(cursor.token()) : undefined
  if (value !== undefined) return value
  cursor.at = place
  cursor.fail(problem)
  return undefined
}

function isBeforeNumber(cursor: TextCursor): boolean {
  return cursor.code === SPACE && cursor.text.charCodeAt(cursor.at + 1) !== HASH
}

/** `# {labels} value time` after a sample, if there is one. */
function passExemplar(cursor: TextCursor): boolean {
  if (cursor.code !== SPACE) return true
  const start = cursor.at
  const isWhole = cursor.text.startsWith(' # {', start) && passExemplarParts(cursor)
  if (isWhole) return true
  cursor.problem = 'exemplar_invalid'
  return false
}

function passExemplarParts(cursor: TextCursor): boolean {
  cursor.at += 4
  if (!passLabels(cursor) || passNumber(cursor, 'exemplar_invalid') === undefined) return false
  return cursor.code !== SPACE || passNumber(cursor, 'exemplar_invalid') !== undefined
}

/** From after the brace that opens to after the one that closes. */
function passLabels(cursor: TextCursor): boolean {
  for (let isFirst = true; !cursor.passed(CLOSE); isFirst = false) {
    if (!isFirst && !cursor.passed(COMMA)) return cursor.fail('comma_expected')
    if (!cursor.passName('label')) return cursor.fail('label_name_expected')
    if (!cursor.passed(EQUALS)) return cursor.fail('equals_expected')
    if (!cursor.passQuoted(false)) return false
  }
  return true
}
