/**
 * Dashboards that nobody has to make: for hosts, services, processes and databases, as far as an environment sends what they
 * show. Each panel knows the same thing by the names of several senders; what does not arrive is left out.
 */
import { INTERVAL } from './interval.ts'
import type { PanelExpression } from './panel.ts'
import type { Unit } from './units.ts'

export const STANDARD_KINDS = ['host', 'service', 'process', 'database'] as const
export type StandardKind = (typeof STANDARD_KINDS)[number]

/** A metric that has to be there, the expression over it, and how its series are called. */
type Way = readonly [metric: string, text: string, legend?: string]

const HOST = '"host.name"'
const per = (selector: string) => `rate(${selector}[${INTERVAL}])`
const REAL_DISKS = '{fstype!~"tmpfs|overlay|squashfs|ramfs"}'

/** Times of requests as histograms: name, whether in milliseconds, and the labels of status and route. */
const REQUEST_TIMES = [
  ['http.server.request.duration', 1, '"http.response.status_code"', '"http.route"'],
  ['http.server.duration', 1_000, '"http.status_code"', '"http.route"'],
  ['http_server_request_duration_seconds', 1, 'http_response_status_code', 'http_route'],
  ['http_server_requests_seconds', 1, 'status', 'uri'],
  ['http_request_duration_seconds', 1, 'code', 'handler'],
] as const

const of = (name: string, more = '') => (name.includes('.') ? `{"${name}"${more && `, ${more}`}}` : `${name}${more && `{${more}}`}`)
const requestWays = (way: (name: string, perSecond: number, status: string, route: string) => Way): readonly Way[] =>
  REQUEST_TIMES.map(([name, perSecond, status, route]) => way(name, perSecond, status, route))
/** Where nothing failed yet there is no series of failures, and the share is nothing and not unknown. */
const shareOf = (failed: string, all: string) => `(${failed} or 0 * ${all}) / ${all}`
const percentile = (quantile: number) =>
  requestWays((name, perSecond) => {
    const text = `histogram_quantile(${quantile}, sum by (le) (${per(of(`${name}_bucket`))}))`
    return [`${name}_bucket`, perSecond === 1 ? text : `${text} / ${perSecond}`, `p${quantile * 100}`]
  })

interface StandardPanelForm {
  readonly kind: StandardKind
  readonly panel: string
  readonly unit: Unit
  /** One expression of each list: the first whose metric arrives. */
  readonly ways: readonly (readonly Way[])[]
}

const panel = (kind: StandardKind, name: string, unit: Unit, ...ways: readonly (readonly Way[])[]) =>
  ({ kind, panel: name, unit, ways }) as const
const plainly = (...metrics: readonly string[]): readonly (readonly Way[])[] => metrics.map((metric) => [[metric, of(metric)]])

const FORMS: readonly StandardPanelForm[] = [
  panel('host', 'cpu', 'ratio', [
    [
      'system.cpu.utilization',
      `avg by (${HOST}) ({"system.cpu.utilization", state="", "cpu.mode"=""}) or 1 - avg by (${HOST}) ({"system.cpu.utilization", state="idle"})`,
    ],
    ['node_cpu_seconds_total', `1 - avg by (instance) (${per('node_cpu_seconds_total{mode="idle"}')})`],
  ]),
  panel('host', 'memory', 'ratio', [
    ['system.memory.utilization', `max by (${HOST}) ({"system.memory.utilization", state=~"|used"})`],
    ['node_memory_MemAvailable_bytes', '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes', '{{instance}}'],
  ]),
  panel('host', 'disk', 'ratio', [
    ['system.filesystem.utilization', `max by (${HOST}, "system.filesystem.mountpoint", mountpoint) ({"system.filesystem.utilization"})`],
    [
      'node_filesystem_avail_bytes',
      `max by (instance, mountpoint) (1 - node_filesystem_avail_bytes${REAL_DISKS} / node_filesystem_size_bytes${REAL_DISKS})`,
    ],
  ]),
  panel('host', 'load', 'number', [
    ['system.cpu.load_average.1m', '{"system.cpu.load_average.1m"}'],
    ['node_load1', 'node_load1', '{{instance}}'],
  ]),
  panel(
    'host',
    'network',
    'bytes_per_second',
    [
      ['system.network.io.rate', '{"system.network.io.rate"}'],
      ['system.network.io', `sum by (${HOST}, direction, "network.io.direction") (${per('{"system.network.io"}')})`],
      [
        'node_network_receive_bytes_total',
        `sum by (instance) (${per('node_network_receive_bytes_total{device!="lo"}')})`,
        '{{instance}} receive',
      ],
    ],
    [
      [
        'node_network_transmit_bytes_total',
        `sum by (instance) (${per('node_network_transmit_bytes_total{device!="lo"}')})`,
        '{{instance}} transmit',
      ],
    ],
  ),
  panel(
    'host',
    'disk_traffic',
    'bytes_per_second',
    [
      ['system.disk.io.rate', '{"system.disk.io.rate"}'],
      ['system.disk.io', `sum by (${HOST}, direction, "disk.io.direction") (${per('{"system.disk.io"}')})`],
      ['node_disk_read_bytes_total', `sum by (instance) (${per('node_disk_read_bytes_total')})`, '{{instance}} read'],
    ],
    [['node_disk_written_bytes_total', `sum by (instance) (${per('node_disk_written_bytes_total')})`, '{{instance}} write']],
  ),
  panel('service', 'requests', 'per_second', [
    ...requestWays((name) => [`${name}_count`, `sum(${per(of(`${name}_count`))})`, 'all']),
    ['http_requests_total', `sum(${per('http_requests_total')})`, 'all'],
    ['http.server.request.rate', 'sum({"http.server.request.rate"})', 'all'],
  ]),
  panel('service', 'errors', 'ratio', [
    ...requestWays((name, _, status): Way => {
      const failed = `sum(${per(of(`${name}_count`, `${status}=~"5.."`))})`
      return [`${name}_count`, shareOf(failed, `sum(${per(of(`${name}_count`))})`), '5xx']
    }),
    ['http_requests_total', shareOf(`sum(${per('http_requests_total{code=~"5.."}')})`, `sum(${per('http_requests_total')})`), '5xx'],
    ['http.server.error.rate', 'sum({"http.server.error.rate"}) / sum({"http.server.request.rate"})', '5xx'],
  ]),
  panel(
    'service',
    'response_time',
    'seconds',
    [...percentile(0.5), ['http.server.request.duration', '{"http.server.request.duration"}', 'p{{quantile}}']],
    percentile(0.95),
    percentile(0.99),
  ),
  panel(
    'service',
    'routes',
    'per_second',
    requestWays((name, _, __, route) => [`${name}_count`, `topk(10, sum by (${route}) (${per(of(`${name}_count`))}))`]),
  ),
  panel('process', 'cpu', 'ratio', ...plainly('process.cpu.utilization'), [
    ['process_cpu_seconds_total', per('process_cpu_seconds_total')],
  ]),
  panel('process', 'memory', 'bytes', ...plainly('process.memory.usage', 'process_resident_memory_bytes')),
  panel('process', 'event_loop', 'seconds', ...plainly('nodejs_eventloop_lag_p99_seconds', 'nodejs.eventloop.delay.p99')),
  panel(
    'process',
    'heap',
    'bytes',
    [['jvm_memory_used_bytes', 'sum by (instance) (jvm_memory_used_bytes{area="heap"})']],
    [['jvm.memory.used', 'sum by ("service.name") ({"jvm.memory.used", "jvm.memory.type"="heap"})']],
  ),
  panel('process', 'open_files', 'number', ...plainly('process_open_fds')),
  panel('database', 'statement_time', 'seconds', ...plainly('db.statement.duration.mean')),
  panel('database', 'statements', 'per_second', ...plainly('db.statement.rate')),
  panel('database', 'connections', 'number', ...plainly('postgresql.backends', 'mysql.threads', 'redis.clients.connected'), [
    ['pg_stat_database_numbackends', 'sum by (instance) (pg_stat_database_numbackends)'],
    ['mysql_global_status_threads_connected', 'mysql_global_status_threads_connected'],
  ]),
  panel(
    'database',
    'connections_used',
    'ratio',
    ...plainly('postgresql.connection.utilization', 'mysql.connection.utilization', 'redis.memory.utilization'),
  ),
  panel('database', 'waiting', 'number', ...plainly('postgresql.backends.waiting', 'mysql.row_locks.waiting')),
  panel('database', 'cache', 'ratio', ...plainly('postgresql.cache.hit_ratio', 'mysql.buffer_pool.hit_ratio')),
  panel('database', 'size', 'bytes', ...plainly('postgresql.db_size', 'mysql.db_size', 'redis.memory.used')),
  panel('database', 'lag', 'seconds', ...plainly('postgresql.wal.lag', 'mysql.replica.time_behind_source')),
]

export interface StandardPanel {
  /** Names it among those of its kind. */
  readonly panel: string
  readonly unit: Unit
  readonly expressions: readonly PanelExpression[]
}

export interface StandardDashboard {
  readonly kind: StandardKind
  readonly panels: readonly StandardPanel[]
}

/** Those of which something arrives, by the names of the metrics that do. */
export function standardDashboards(metrics: ReadonlySet<string>): readonly StandardDashboard[] {
  return STANDARD_KINDS.flatMap((kind) => {
    const panels = FORMS.filter((form) => form.kind === kind).flatMap((form) => {
      const expressions = form.ways.flatMap((ways) => {
        const [, text = '', legend = ''] = ways.find(([metric]) => metrics.has(metric)) ?? []
        return text === '' ? [] : [{ text, legend }]
      })
      return expressions.length === 0 ? [] : [{ panel: form.panel, unit: form.unit, expressions }]
    })
    return panels.length === 0 ? [] : [{ kind, panels }]
  })
}

/** Every metric that a standard dashboard can show. */
export const standardMetrics: readonly string[] = [...new Set(FORMS.flatMap(({ ways }) => ways.flat().map(([metric]) => metric)))]
