/** Expressions of every part of PromQL, written by hand and made from its parts, over the series of promql's `corpus`. */
import { randomFrom } from '#kit/random.ts'

const THOUGHT_OF = `
1
-1.5
0x1F
Inf
-Inf
NaN
1e3
"text"
1 + 2 * 3 ^ 2 ^ 0.5 - -4
-2 ^ 2
2 ^ -1
7 % 3
-7 % 3
1 / 0
0 / 0
1 == bool 1
1 > bool 2
1 != bool NaN
1 atan2 2
(1 + 2) * 3
http_requests_total
http_requests_total{route="/"}
http_requests_total{route!="/"}
http_requests_total{instance=~"shop-[12]:80"}
http_requests_total{instance!~"shop-[12]:80",status="200"}
http_requests_total{status=~"4..|5.."}
http_requests_total{status=~"4"}
http_requests_total{nothing=""}
http_requests_total{nothing!=""}
http_requests_total{route=~"/(cart|search)?"}
{__name__="queue_length"}
{__name__=~"queue.*"}
{__name__=~"queue_.+|room_info", room=~".*"}
{job="shop", le="+Inf"}
{__name__!="room_info", room="attic"}
{note="a\\"b\\\\c ä"}
{note='a"b\\\\c ä'}
http_requests_total offset 5m
http_requests_total offset -2m
queue_length offset 1h30m
queue_length @ START
queue_length @ start()
queue_length @ end()
queue_length @ end() offset 5m
queue_length offset 5m @ end()
rate(http_requests_total[5m] @ end())
rate(http_requests_total[5m] @ START)
rate(http_requests_total[5m] offset 10m)
sum_over_time(queue_length[10m] @ end() offset 3m)
rate(http_requests_total[1m])
rate(http_requests_total[37s])
rate(http_requests_total[2m])
rate(http_requests_total[1h])
rate(rare[10m])
rate(rare[20m])
increase(http_requests_total{status="500"}[10m])
irate(http_requests_total[5m])
idelta(temperature_celsius[5m])
delta(temperature_celsius[10m])
deriv(temperature_celsius[10m])
deriv(queue_length{queue="print"}[10m])
predict_linear(temperature_celsius[15m], 3600)
predict_linear(temperature_celsius[15m] offset 5m, -600)
double_exponential_smoothing(temperature_celsius[10m], 0.5, 0.3)
double_exponential_smoothing(queue_length[10m], 0.1, 0.9)
changes(queue_length[10m])
changes(odd_values[5m])
resets(http_requests_total[1h])
resets(queue_length[10m])
quantile_over_time(0.5, temperature_celsius[10m])
quantile_over_time(0.95, queue_length[10m])
quantile_over_time(-1, queue_length[10m])
quantile_over_time(2, queue_length[10m])
quantile_over_time(scalar(humidity_ratio{room="attic"}), queue_length[10m])
absent_over_time(comes_and_goes[5m])
absent_over_time(nothing_there{a="b",c=~"d"}[5m])
absent_over_time(comes_and_goes{pod="b"}[2m])
absent(comes_and_goes{pod="b"})
absent(nothing_there)
absent(nothing_there{a="b",a!="c",d="e"})
absent(sum(nothing_there))
absent(queue_length)
last_over_time(comes_and_goes[10m])
present_over_time(comes_and_goes[10m])
count_over_time(comes_and_goes[10m])
comes_and_goes
comes_and_goes + 1
rare
once_only
odd_values
sum(odd_values)
avg(odd_values)
min(odd_values)
max(odd_values)
stddev(odd_values)
quantile(0.5, odd_values)
topk(1, odd_values)
bottomk(1, odd_values)
sum(http_requests_total)
sum by (route) (http_requests_total)
sum by (route, nothing) (http_requests_total)
sum without (instance) (http_requests_total)
sum without () (http_requests_total)
sum by () (http_requests_total)
sum(http_requests_total) by (status)
sum by (__name__) ({__name__=~"queue_length|rare"})
count by (__name__) ({__name__=~".+"})
avg by (route) (rate(http_requests_total[5m]))
min without (instance, status) (http_requests_total)
max by (instance) (http_requests_total)
group by (route) (http_requests_total)
group(http_requests_total)
count(http_requests_total)
count(nothing_there)
sum(nothing_there)
stddev by (route) (http_requests_total)
stdvar by (route) (http_requests_total)
stddev(temperature_celsius)
quantile(0.9, http_requests_total)
quantile by (route) (0.25, http_requests_total)
quantile(1.5, http_requests_total)
quantile(NaN, http_requests_total)
topk(3, http_requests_total)
topk by (route) (1, http_requests_total)
bottomk(2, temperature_celsius)
bottomk(100, temperature_celsius)
topk(0, http_requests_total)
topk(-1, http_requests_total)
topk(scalar(count(queue_length)), temperature_celsius)
count_values("value", queue_length)
count_values by (queue) ("value", queue_length)
count_values("value", humidity_ratio > bool 0.5)
count_values("value", odd_values)
sum(count_values("queue", queue_length))
http_requests_total / 60
60 - http_requests_total
2 ^ queue_length
queue_length ^ 2
queue_length % 2
queue_length > 2
2 < queue_length
queue_length > bool 2
2 > bool queue_length
queue_length == 3
queue_length != 3
3 >= queue_length
odd_values == odd_values
odd_values * 2
temperature_celsius atan2 10
-temperature_celsius
+temperature_celsius
-http_requests_total ^ 2
temperature_celsius * humidity_ratio
temperature_celsius * on (room) humidity_ratio
temperature_celsius * ignoring (floor) humidity_ratio
temperature_celsius > ignoring (floor) humidity_ratio
temperature_celsius > bool ignoring (floor) humidity_ratio
temperature_celsius == on (room) temperature_celsius
temperature_celsius > on (room) group_left temperature_celsius
temperature_celsius * on (room) group_left (sensor, note) room_info
temperature_celsius * on (room, floor) group_left (sensor) room_info
room_info * on (room) group_right (sensor) temperature_celsius
temperature_celsius * on (floor) group_left max by (floor) (temperature_celsius)
max by (floor) (temperature_celsius) - on (floor) group_right temperature_celsius
max by (floor) (temperature_celsius) > on (floor) group_right temperature_celsius
http_requests_total / on (route) group_left sum by (route) (http_requests_total)
http_requests_total / ignoring (instance, status) group_left sum by (job, route) (http_requests_total)
sum by (route) (http_requests_total{status="500"}) / sum by (route) (http_requests_total)
sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))
sum by (instance) (rate(http_requests_total[5m])) / on () group_left sum(rate(http_requests_total[5m]))
http_requests_total and http_requests_total{route="/"}
http_requests_total and on (route) http_requests_total{status="500"}
http_requests_total unless http_requests_total{route="/"}
http_requests_total unless on (instance) http_requests_total{instance="shop-1:80"}
http_requests_total{route="/"} or http_requests_total{route="/cart"}
queue_length or rare
queue_length{queue="mail"} or on () queue_length
temperature_celsius or ignoring (floor) humidity_ratio
comes_and_goes or comes_and_goes offset 10m
comes_and_goes unless on (pod) comes_and_goes offset 10m
vector(1) or absent(nothing_there)
queue_length > 1 and queue_length < 4
queue_length > 1 or queue_length == 0
queue_length and vector(1)
queue_length * on () group_left vector(2)
histogram_quantile(0.5, request_duration_seconds_bucket)
histogram_quantile(0.95, sum by (le, route) (rate(request_duration_seconds_bucket[5m])))
histogram_quantile(0.9, sum by (le) (rate(request_duration_seconds_bucket[5m])))
histogram_quantile(0.99, sum without (route) (increase(request_duration_seconds_bucket[10m])))
histogram_quantile(-0.1, request_duration_seconds_bucket)
histogram_quantile(1.1, request_duration_seconds_bucket)
histogram_quantile(NaN, request_duration_seconds_bucket)
histogram_quantile(0, request_duration_seconds_bucket)
histogram_quantile(1, request_duration_seconds_bucket)
histogram_quantile(0.5, request_duration_seconds_bucket{le!="+Inf"})
histogram_quantile(0.5, request_duration_seconds_bucket{le="+Inf"})
histogram_quantile(0.5, queue_length)
histogram_quantile(scalar(humidity_ratio{room="hall"}), sum by (le) (request_duration_seconds_bucket))
label_replace(queue_length, "kind", "$1-q", "queue", "(.*)")
label_replace(queue_length, "kind", "x", "queue", "mail")
label_replace(queue_length, "queue", "", "queue", "mail")
label_replace(http_requests_total, "host", "$1", "instance", "(.+):(.+)")
label_replace(http_requests_total, "host", "\${port}/\${host}", "instance", "(?P<host>.+):(?P<port>.+)")
label_replace(http_requests_total, "host", "$2$1$3", "instance", "(.+):(.+)")
label_replace(http_requests_total, "host", "$$1", "instance", "(.+):(.+)")
label_replace(http_requests_total, "host", "$1", "instance", "shop")
label_replace(queue_length, "__name__", "other_$1", "queue", "(.*)")
label_replace(queue_length, "new", "always", "missing", "")
label_replace(queue_length, "new", "never", "missing", "x")
label_replace(room_info, "new", "$1", "note", "(a.).*")
label_join(http_requests_total, "all", "-", "route", "status", "nothing")
label_join(queue_length, "queue", ",", "queue", "queue")
label_join(queue_length, "gone", ",")
label_join(queue_length, "__name__", "_", "__name__", "queue")
clamp(temperature_celsius, 0, 10)
clamp(temperature_celsius, 10, 0)
clamp_min(temperature_celsius, 3)
clamp_max(temperature_celsius, 3)
clamp_max(odd_values, 3)
clamp_min(odd_values, scalar(queue_length{queue="mail"}))
round(temperature_celsius)
round(temperature_celsius, 0.1)
round(temperature_celsius, 5)
round(-temperature_celsius, 0.5)
scalar(queue_length)
scalar(queue_length{queue="mail"})
scalar(nothing_there)
vector(scalar(queue_length{queue="mail"}) + 1)
vector(time())
time()
time() - 100
pi()
pi() * 2
timestamp(queue_length)
timestamp(queue_length offset 1m)
timestamp(rare)
timestamp(queue_length + 0)
timestamp(queue_length @ end())
sort(temperature_celsius)
sort_desc(temperature_celsius)
minute()
hour()
day_of_week()
day_of_month()
day_of_year()
days_in_month()
month()
year()
minute(birth_time_seconds)
hour(birth_time_seconds)
day_of_week(birth_time_seconds)
day_of_month(birth_time_seconds)
day_of_year(birth_time_seconds)
days_in_month(birth_time_seconds)
month(birth_time_seconds)
year(birth_time_seconds)
hour(vector(time() + 3600))
max_over_time(rate(http_requests_total[1m])[10m:1m])
sum_over_time(queue_length[10m:1m])
avg_over_time(sum by (route) (http_requests_total)[10m:])
min_over_time((queue_length > 1)[10m:30s])
count_over_time(queue_length[10m:37s])
rate(sum(http_requests_total)[10m:30s])
rate(http_requests_total[10m:15s] offset 5m)
sum_over_time(vector(1)[5m:1m])
last_over_time(time()[5m:1m] @ end())
max_over_time(timestamp(queue_length)[5m:10s])
sum_over_time(sum_over_time(queue_length[2m])[10m:1m])
sum_over_time(avg_over_time(queue_length[5m:1m])[10m:2m])
max_over_time((time() % 600)[30m:1m])
absent_over_time(queue_length[5m:1m])
quantile_over_time(0.9, (queue_length * 2)[10m:1m])
deriv(temperature_celsius[10m:30s])
holt_is_not_a_metric
sum without (instance) (rate(http_requests_total[5m]))
avg without (instance, route) (increase(http_requests_total[10m]))
count without (status) (rate(http_requests_total[1m]))
max by (route) (rate(http_requests_total[37s]))
min by (route, status) (increase(http_requests_total[1h]))
sum by (room) (delta(temperature_celsius[10m]))
sum by (pod) (count_over_time(comes_and_goes[10m]))
max by (kind) (max_over_time(odd_values[5m]))
sum by (status) (rate(http_requests_total[5m] offset 7m))
avg by (__name__) (last_over_time(queue_length[5m]))
group by (queue) (present_over_time(queue_length[1m]))
sum by (__name__, job) (http_requests_total)
sum(rate(http_requests_total[1h])) / ignoring (x) count(rate(http_requests_total[1h]))
sum by (route) (rate(http_requests_total{status="200"}[5m])) / on (route) sum by (route) (rate(http_requests_total[5m]))
sum by (route) (rate(http_requests_total[5m])) and on (route) sum by (route) (http_requests_total offset 5m) > 10
sum(rate({__name__=~"http_requests_total|queue_length"}[5m]))
sum(rate(http_requests_total[5m])) by (route) > 1
avg(queue_length) + on () sum(rare)
abs(delta(temperature_celsius[5m])) > 0.1
100 * (1 - avg by (room) (humidity_ratio))
topk(2, sum by (room, floor) (temperature_celsius))
sum by (route) (rate(http_requests_total[5m])) * 60 > bool 10
max by (route) (max_over_time(http_requests_total[30m])) - min by (route) (min_over_time(http_requests_total[30m]))
(sum(http_requests_total) - sum(http_requests_total offset 10m)) / 600
count(http_requests_total > 100) or vector(0)
sum(http_requests_total) + sum(queue_length) * 2 - sum(rare)
http_requests_total{route="/"} + on (instance, status) http_requests_total{route="/"} * 2
queue_length == bool on (queue) queue_length offset 1m
# a comment

sum ( # of everything
  queue_length
)
`

const WINDOWED = `
rate increase delta irate idelta deriv changes resets avg_over_time min_over_time max_over_time sum_over_time count_over_time
stddev_over_time stdvar_over_time last_over_time present_over_time`
const FORMULAS = `
abs ceil floor exp ln log2 log10 sqrt sgn deg rad sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh`
const AGGREGATED = ['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar', 'quantile(0.7,', 'topk(2,', 'bottomk(2,']
const CHOOSING = new Set(['topk(2,', 'bottomk(2,'])
/** No two series of them have the same value: which of equal ones is chosen, Prometheus does not say. */
const UNTIED = [
  'temperature_celsius',
  'humidity_ratio',
  'temperature_celsius offset 7m',
  'avg_over_time(temperature_celsius[20m])',
  'min_over_time(humidity_ratio[5m])',
  'delta(temperature_celsius[5m])',
  'exp(humidity_ratio)',
]
const METRICS = ['http_requests_total', 'temperature_celsius', 'queue_length', 'comes_and_goes', 'odd_values', 'humidity_ratio']
const RANGES = ['30s', '1m', '90s', '5m', '7m', '20m', '1h']
const LABELS = ['route', 'status', 'instance', 'room', 'floor', 'queue', 'pod', 'kind']

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** A comment goes with the line after it, and so does what stands in brackets that are still open. */
function thoughtOf(): readonly string[] {
  const [lines, tail] = THOUGHT_OF.split('# a comment')
  return [...(lines ?? '').trim().split('\n'), `# a comment\n${(tail ?? '').trimEnd()}`]
}

/** The same ones for the same seed; `start` stands for a moment, in seconds, that has samples. */
export function expressions(start: number, made = 150): { readonly thoughtOf: readonly string[]; readonly made: readonly string[] } {
  const random = randomFrom(11)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const windows = words(WINDOWED).flatMap((name) => METRICS.map((metric) => `${name}(${metric}[${pick(RANGES)}])`))
  const formulas = words(FORMULAS).map(
    (name) => `${name}(${pick(['temperature_celsius', 'odd_values', 'humidity_ratio', '-queue_length'])})`,
  )
  const inner = (): string =>
    pick([() => pick(METRICS), () => pick(windows), () => `${pick(METRICS)} offset ${pick(RANGES)}`, () => pick(formulas)])()
  const aggregated = (): string => {
    const op = pick(AGGREGATED)
    const by = `${pick(['by', 'without'])} (${pick(LABELS)}, ${pick(LABELS)})`
    if (CHOOSING.has(op)) return `${op} ${pick(UNTIED)}) ${by}`
    return op.endsWith(',') ? `${op} ${inner()}) ${by}` : `${op} ${by} (${inner()})`
  }
  const compound = (): string =>
    pick([
      aggregated,
      () => `${aggregated()} ${pick(['+', '-', '*', '/', '>', '<=', '> bool', 'and', 'or', 'unless'])} ${aggregated()}`,
      () => `${inner()} ${pick(['and', 'or', 'unless'])} on (${pick(LABELS)}) ${inner()}`,
      () => `${inner()} ${pick(['*', '-', '>=', '== bool', '^', '%'])} ${pick(['2', '0.5', 'scalar(queue_length{queue="mail"})'])}`,
      () => `${pick(words(WINDOWED))}((${inner()})[${pick(['5m:1m', '10m:30s', '20m:2m', '3m:15s'])}])`,
      () => `sort(${aggregated()})`,
    ])()
  return {
    thoughtOf: thoughtOf().map((text) => text.replaceAll('START', String(start))),
    made: [...windows, ...formulas, ...Array.from({ length: made }, compound)],
  }
}
