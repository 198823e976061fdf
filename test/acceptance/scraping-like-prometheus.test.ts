/** What is read of a text equals what a real Prometheus reads of it: the same texts are given to both. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOTHING_REMEMBERED, readAnswer } from '#features/scraping/domain/scrape.ts'
import { randomFrom } from '#kit/random.ts'
import { systemClock } from '#platform/clock.ts'
import { freePort } from '#test/support/free-port.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const TEXTS = 120
const SEED = 20_261_122
/** Between two readings of a text, and how long one may take. */
const SLOW_SECONDS = 5
const OPEN = 'application/openmetrics-text; version=1.0.0; charset=utf-8'
const PLAIN = 'text/plain; version=0.0.4'
const prometheus = findDebianProgram('prometheus')

interface Given {
  readonly mediaType: string
  readonly text: string
}

/** Texts that somebody thought of. `NOW` stands for a time that is taken. */
const thoughtOf: readonly Given[] = [
  { mediaType: PLAIN, text: '# TYPE h histogram\nh_bucket{le="0.5"} 1\nh_bucket{le="+Inf"} 2\nh_sum 1.5e-3\nh_count 2\n' },
  { mediaType: PLAIN, text: '# TYPE s summary\ns{quantile="0.5"} NaN\ns{quantile="0.99"} +Inf\ns_sum -Inf\ns_count 0\n' },
  { mediaType: PLAIN, text: 'twice{a="1"} 1\ntwice{a="1"} 2\ntwice{a="2"} 3\n' },
  { mediaType: PLAIN, text: 'same{a="1",b="2"} 1\nsame{b="2",a="1"} 1\nsame{a="1",b="2",c=""} 1\n' },
  { mediaType: PLAIN, text: 'twice_in_one{a="1",a="2"} 1\n' },
  { mediaType: PLAIN, text: 'taken{job="b",instance="c",exported_job="d"} 1\ntaken{job=""} 2\n' },
  { mediaType: PLAIN, text: 'hostile{__proto__="p",constructor="c",toString="t"} 1\n' },
  { mediaType: PLAIN, text: 'other{__name__="name"} 1\n' },
  { mediaType: PLAIN, text: 'odd{a="\\\\n\\n\\"\\t\\\\",b="}{,=#"} 1\n' },
  { mediaType: PLAIN, text: 'over_lines{a="x\ny"} 1\n' },
  { mediaType: PLAIN, text: 'scripts{a="héllo",b="日本語",c="🦊"} 1\n' },
  { mediaType: PLAIN, text: 'no_newline 1' },
  { mediaType: PLAIN, text: 'carriage 1\r\n' },
  { mediaType: PLAIN, text: '' },
  { mediaType: PLAIN, text: '# only\n#\n\n' },
  { mediaType: PLAIN, text: 'timed 1 NOW\ntimed 2 NOW\n' },
  { mediaType: PLAIN, text: 'hex 0x1p4\n' },
  { mediaType: PLAIN, text: 'under 1_000\n' },
  { mediaType: PLAIN, text: 'large 1e999\n' },
  { mediaType: PLAIN, text: 'small 4.9e-324\nround 0.1\nwhole 9007199254740993\n' },
  { mediaType: PLAIN, text: 'blank_line_after 1\n   \n\t\n' },
  { mediaType: OPEN, text: '# TYPE c counter\nc_total 1 # {t="x"} 1 1.5\nc_created 5\n# EOF\n' },
  { mediaType: OPEN, text: 'timed 1 NOW_SECONDS\n# EOF\n' },
  { mediaType: OPEN, text: 'no_end 1\n' },
  { mediaType: OPEN, text: 'open{a="1"} 1\n# EOF' },
  { mediaType: OPEN, text: '# EOF\nmore 1\n' },
  { mediaType: OPEN, text: '# TYPE i info\ni_info{v="1.2\\"3\\""} 1\n# TYPE st stateset\nst{st="a"} 1\n# EOF\n' },
  { mediaType: OPEN, text: '# UNIT u_seconds seconds\nu_seconds 1\n# EOF\n' },
  { mediaType: OPEN, text: '# UNIT u_seconds bytes\nu_seconds 1\n# EOF\n' },
  { mediaType: OPEN, text: 'two  1\n# EOF\n' },
]

/** Whole lines, some of them damaged at one place; the same ones for the same seed. */
function* madeUp(count: number): Generator<Given> {
  const random = randomFrom(SEED)
  const below = (bound: number) => Math.floor(random() * bound)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  const value = () => pick(['0', '1', '-1.5', '+2e3', '.5', '7.', 'NaN', 'nan', '+Inf', '-inf', 'Infinity', '1e-320', '123456789012345678'])
  const quoted = () => `"${pick(['', 'a', 'b c', '\\n', '\\\\', '\\"', 'ü', '{}', ',', '=', '#', '\\x', '日本'])}"`
  for (let made = 0; made < count; made++) {
    const isOpen = below(3) === 0
    const blank = () => (isOpen ? '' : pick(['', '', '', ' ', '\t']))
    const lines = Array.from({ length: 1 + below(5) }, (_, line) => {
      const labels = ['x', 'y_1', 'job', '_z']
        .slice(0, below(5))
        .map((name) => `${blank()}${name}${blank()}=${blank()}${quoted()}${blank()}`)
      const braces = labels.length > 0 || below(4) === 0 ? `{${labels.join(',')}}` : ''
      return `m${line}${pick(['', ':c', '_total'])}${braces} ${value()}`
    })
    const ending = isOpen ? ['# EOF', ''] : ['']
    const text = [...lines, ...ending].join('\n')
    const at = below(text.length)
    const damaged = text.slice(0, at) + pick(['"', '}', '{', ' ', '\n', ',', '=', '#', '\\', '', '9', 'é']) + text.slice(at + below(2))
    yield { mediaType: isOpen ? OPEN : PLAIN, text: below(2) === 0 ? text : damaged }
  }
}

const now = systemClock.now()
const given = [...thoughtOf, ...madeUp(TEXTS)].map(({ text, mediaType }) => ({
  mediaType,
  text: text.replaceAll('NOW_SECONDS', (now / 1000).toFixed(3)).replaceAll('NOW', `${now}`),
}))

/** Series with their values, as `name{labels} value`, sorted; NaN and infinities as Prometheus writes them. */
interface Read {
  readonly up: string
  readonly samples: string
  readonly series: readonly string[]
}

const written = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
const named = (metric: string, labels: Readonly<Record<string, string>>, value: string): string =>
  `${metric}${JSON.stringify(
    Object.entries(labels)
      .filter(([, text]) => text !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )} ${value}`

describe.skipIf(prometheus.path === undefined)(`Debian's Prometheus${prometheus.missing ? ` (${prometheus.missing})` : ''}`, () => {
  const folder = scratchFolder()
  let target: Server
  let child: ReturnType<typeof spawn>
  let url = ''
  let instance = ''
  /** When each text had been read once; a later reading may fail for want of time on a busy machine. */
  let asOf = 0

  beforeAll(async () => {
    target = createServer((request, response) => {
      const { mediaType, text } = given[Number(request.url?.slice(1))] ?? { mediaType: PLAIN, text: '' }
      response.writeHead(200, { 'content-type': mediaType }).end(text)
    }).listen(0, '127.0.0.1')
    await once(target, 'listening')
    instance = `127.0.0.1:${(target.address() as AddressInfo).port}`
    const jobs = given.map((_, index) => ({ job_name: `t${index}`, metrics_path: `/${index}`, static_configs: [{ targets: [instance] }] }))
    writeFileSync(
      path.join(folder, 'prometheus.yml'),
      JSON.stringify({ global: { scrape_interval: `${SLOW_SECONDS}s` }, scrape_configs: jobs }),
    )
    url = `http://127.0.0.1:${await freePort()}`
    const args = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${url.slice(7)}`]
    child = spawn(prometheus.path ?? '', args, { stdio: 'ignore' })
    await until(async () => {
      asOf = systemClock.now() / 1_000
      const [counted, slowest] = [await ask('count(scrape_samples_scraped)'), await ask('max(scrape_duration_seconds)')]
      return counted[0]?.value[1] === String(given.length) && Number(slowest[0]?.value[1]) < SLOW_SECONDS
    })
  })
  afterAll(() => {
    child?.kill('SIGKILL')
    target?.close()
  })

  type Row = { metric: Record<string, string>; value: [number, string] }
  async function ask(query: string): Promise<readonly Row[]> {
    try {
      const answer = await fetch(`${url}/api/v1/query?time=${asOf}&query=${encodeURIComponent(query)}`)
      return ((await answer.json()) as { data: { result: Row[] } }).data.result
    } catch {
      return []
    }
  }

  const OF_SCRAPE = new Set([
    'up',
    'scrape_samples_scraped',
    'scrape_duration_seconds',
    'scrape_samples_post_metric_relabeling',
    'scrape_series_added',
  ])

  async function theirs(job: string): Promise<Read> {
    const rows = await ask(`{job="${job}"}`)
    const of = (name: string) => rows.find(({ metric }) => metric['__name__'] === name)?.value[1] ?? 'none'
    const series = rows.filter(({ metric }) => !OF_SCRAPE.has(metric['__name__'] ?? ''))
    return {
      up: of('up'),
      samples: of('scrape_samples_scraped'),
      series: series
        .map(({ metric: { __name__: name = '', ...labels }, value }) => named(name, labels, written(numberOf(value[1]))))
        .toSorted(),
    }
  }

  function ours(job: string, { mediaType, text }: Given): Read {
    const read = readAnswer(
      { at: now, labels: { job, instance }, mediaType, body: Buffer.from(text), samplesMax: 1_000 },
      NOTHING_REMEMBERED,
    )
    return {
      up: read.outcome === 'read' ? '1' : '0',
      samples: String(read.samples),
      series: read.points.map(({ metric, labels, value }) => named(metric, labels, written(Number(value)))).toSorted(),
    }
  }

  const both = async (index: number) => {
    const job = `t${index}`
    return { ours: ours(job, given[index] as Given), theirs: await theirs(job) }
  }

  test.each(thoughtOf.map(({ text }, index) => [text, index] as const))('reads %j as we do', async (_text, index) => {
    const read = await both(index)
    expect(read.ours).toEqual(read.theirs)
  })

  test(`reads ${TEXTS} texts as we do that nobody thought of, whole and damaged`, async () => {
    const outcomes = new Set<string>()
    for (let index = thoughtOf.length; index < given.length; index++) {
      const read = await both(index)
      expect({ ...read.ours, text: given[index]?.text }).toEqual({ ...read.theirs, text: given[index]?.text })
      outcomes.add(read.ours.up)
    }
    expect(outcomes).toEqual(new Set(['0', '1']))
  })
})

function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)
}
