import { describe, expect, test } from 'vitest'
import { randomFrom } from '#kit/random.ts'
import { readNumber, type Reading, type SampleSink } from './exposition.ts'
import { readOpenMetrics } from './read-openmetrics.ts'
import { readText } from './read-text.ts'

type Read = (text: string, sink: SampleSink) => Reading

/** Samples as `series value time`, or what is wrong as `problem line:column`. */
function reading(read: Read) {
  return (text: string): readonly string[] => {
    const samples: string[] = []
    const reading = read(text, {
      sample: (series, value, at) => void samples.push(`${series} ${value}${at === undefined ? '' : ` @${at}`}`),
    })
    return reading.outcome === 'malformed' ? [`${reading.misfit.problem} ${reading.misfit.line}:${reading.misfit.column}`] : samples
  }
}
const plain = reading(readText)
const open = reading(readOpenMetrics)

describe('the text format', () => {
  test('gives every line that is no comment as a sample, with its labels as they are written', () => {
    const text = [
      '# HELP http_requests_total Requests, "all" of them \\\\ by code.',
      '# TYPE http_requests_total counter',
      'http_requests_total{method="post",code="200"} 1027 1395066363000',
      '',
      '# anything, even {"this"',
      '#and this',
      '\t metric_without_labels 12.47  ',
      'spaced { a = "1" , b="2", } +Inf',
      'le_bucket{le="+Inf"} 3e+02',
      'odd{path="C:\\\\DIR\\\\",error="said \\"no\\"\\n"} NaN',
      ':colon:name -1',
      'last 0',
    ].join('\n')
    expect(plain(text)).toEqual([
      'http_requests_total{method="post",code="200"} 1027 @1395066363000',
      'metric_without_labels 12.47',
      'spaced { a = "1" , b="2", } Infinity',
      'le_bucket{le="+Inf"} 300',
      'odd{path="C:\\\\DIR\\\\",error="said \\"no\\"\\n"} NaN',
      ':colon:name -1',
      'last 0',
    ])
    expect([plain(''), plain('\n\n'), plain('# only a comment')]).toEqual([[], [], []])
  })

  test.each([
    ['a 1\n9b 2', 'metric_name_expected 2:1'],
    ['{a="1"} 2', 'metric_name_expected 1:1'],
    ['a', 'value_invalid 1:2'],
    ['a{x="1"}', 'value_invalid 1:9'],
    ['a 1,5', 'value_invalid 1:3'],
    ['a 0x10', 'value_invalid 1:3'],
    ['a 1_000', 'value_invalid 1:3'],
    ['a 1e999', 'value_invalid 1:3'],
    ['a 1\r\n', 'value_invalid 1:3'],
    ['a 1 12.5', 'timestamp_invalid 1:5'],
    ['a 1 12 x', 'line_end_expected 1:8'],
    ['a{1x="1"} 1', 'label_name_expected 1:3'],
    ['a{x:y="1"} 1', 'equals_expected 1:4'],
    ['a{x} 1', 'equals_expected 1:4'],
    ['a{x=1} 1', 'label_value_expected 1:5'],
    ['a{x="1', 'label_value_unfinished 1:7'],
    ['a{x="1"', 'comma_expected 1:8'],
    ['a{,} 1', 'label_name_expected 1:3'],
    ['# TYPE a counterpart\n', 'type_unknown 1:9'],
    ['# TYPE a\n', 'type_unknown 1:9'],
    ['# TYPE 1 gauge\n', 'metric_name_expected 1:8'],
  ])('%j is refused where it goes wrong: %s', (text, wrong) => expect(plain(text)).toEqual([wrong]))
})

describe('OpenMetrics', () => {
  test('gives samples with times in seconds, and passes over exemplars, units and help', () => {
    const text = [
      '# HELP requests Requests.',
      '# TYPE requests counter',
      '# UNIT request_seconds seconds',
      'requests_total{code="200"} 12 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67 1520879607.789',
      'requests_created 1.5e9',
      'latency_bucket{le="+Inf"} 3 # {} 1',
      'empty{} -Inf',
      '# EOF',
      '',
    ].join('\n')
    expect(open(text)).toEqual([
      'requests_total{code="200"} 12 @1520879607789',
      'requests_created 1500000000',
      'latency_bucket{le="+Inf"} 3',
      'empty{} -Infinity',
    ])
    expect(open('# EOF')).toEqual([])
  })

  test.each([
    ['', 'eof_missing 1:1'],
    ['a 1\n', 'eof_missing 2:1'],
    ['a 1', 'eof_missing 1:4'],
    ['a 1\n\n# EOF\n', 'metric_name_expected 2:1'],
    ['a  1\n# EOF\n', 'value_invalid 1:2'],
    ['a{x="1",} 1\n# EOF\n', 'label_name_expected 1:9'],
    ['a{x="1" y="2"} 1\n# EOF\n', 'comma_expected 1:8'],
    ['a{x="1\n"} 1\n# EOF\n', 'label_value_unfinished 1:7'],
    ['a 1 NaN\n# EOF\n', 'timestamp_invalid 1:8'],
    ['a 1 # {x} 1\n# EOF\n', 'exemplar_invalid 1:9'],
    ['a 1 # trailing\n# EOF\n', 'exemplar_invalid 1:4'],
    ['# comment\n# EOF\n', 'comment_invalid 1:10'],
    ['# TYPE a untyped\n# EOF\n', 'type_unknown 1:9'],
    ['# UNIT a_bytes seconds\n# EOF\n', 'unit_invalid 1:15'],
    ['# EOF\nb 1\n', 'text_after_eof 2:1'],
  ])('%j is refused where it goes wrong: %s', (text, wrong) => expect(open(text)).toEqual([wrong]))
})

test('numbers are read as Go reads them, without its hexadecimal forms', () => {
  const texts = ['1', '-1.5', '+.5', '5.', '1E3', 'inf', '-Infinity', '+INF', 'nan', '', '.', '+', 'e5', '1e', '+NaN', '0b1', '١']
  expect(texts.map(readNumber)).toEqual([
    1,
    -1.5,
    0.5,
    5,
    1000,
    Infinity,
    -Infinity,
    Infinity,
    NaN,
    ...Array.from({ length: 8 }, () => undefined),
  ])
})

test('a damaged text is read or refused at a place inside of it, and the reading always ends', () => {
  const random = randomFrom(11)
  const below = (bound: number) => Math.floor(random() * bound)
  const whole = '# TYPE a gauge\na{x="1",y="a\\"b\\n"} 1.5e3 17\nb 2 # {t="1"} 4 5\n# EOF\n'
  const signs = '{}",=\\\n# \t0aN+-._\u0000é\u{1f600}'
  const outside: string[] = []
  for (let round = 0; round < 20_000; round++) {
    const signsOf = Array.from(whole)
    for (let edits = 1 + below(5); edits > 0; edits--) signsOf.splice(below(signsOf.length), below(3), Array.from(signs)[below(20)] ?? '')
    const text = signsOf.join('')
    for (const read of [readText, readOpenMetrics]) {
      const ended = read(text, { sample: () => undefined })
      if (ended.outcome === 'malformed' && ended.misfit.line > text.split('\n').length) outside.push(text)
    }
  }
  expect(outside).toEqual([])
})
