/** From what OpenTelemetry sends to samples of series. README.md says in words what becomes of what. */
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import { originOf, scopeTexts, textsOf, type Texts } from './labels.ts'
import { POINTS, TEMPORALITY, type Metric, type MetricsRequest, type NumberPoint, type ResourceMetrics } from './messages.ts'
import { exponentialParts, histogramParts, numberParts, summaryParts, type Part, type Unfit } from './point-parts.ts'

/** One value of one series. */
export interface Sample extends Pick<Part, 'value'> {
  readonly metric: string
  readonly labels: Texts
  readonly at: Instant
}

export interface MetricPoints {
  readonly samples: readonly Sample[]
  /** For each sample the number of the point that gave it, from 0; -1 for what follows from a resource alone. */
  readonly owners: readonly number[]
  /** Of all that were sent. */
  readonly unfit: Readonly<Partial<Record<Unfit, number>>>
}

/** Goes no further once there are more samples than `samplesMax`. */
export function metricPoints(request: MetricsRequest, samplesMax: number): MetricPoints {
  const taking = new Taking(samplesMax)
  for (const of of request.resourceMetrics) taking.resource(of)
  return taking
}

interface Place {
  readonly metric: string
  /** Labels that count less than attributes of points, and those that count more. */
  readonly weak: Texts
  readonly strong: Texts
  readonly isDelta: boolean
}

/** As Prometheus' own design for deltas names it. */
const DELTA: Texts = { __temporality__: 'delta' }
const NANOSECONDS_PER_MS = 1_000_000n

class Taking implements MetricPoints {
  readonly samples: Sample[] = []
  readonly owners: number[] = []
  readonly unfit: Partial<Record<Unfit, number>> = {}
  readonly #samplesMax: number
  #points = 0
  /** Where the sample of a delta is, by its series and second. */
  readonly #deltas = new Map<string, number>()

  constructor(samplesMax: number) {
    this.#samplesMax = samplesMax
  }

  resource({ resource, scopeMetrics }: ResourceMetrics): void {
    const { carried, identity, info } = originOf(resource)
    const first = this.samples.length
    for (const { scope, metrics } of scopeMetrics) {
      const weak = { ...scopeTexts(scope), ...carried }
      for (const metric of metrics) this.#metric(metric, { metric: metric.name, weak, strong: identity, isDelta: false })
    }
    if (info === undefined || this.samples.length === first) return
    const at = this.samples.slice(first).reduce((latest, sample) => (sample.at > latest ? sample.at : latest), instant(0))
    this.owners.push(-1)
    this.samples.push({ metric: 'target_info', labels: info, at, value: 1 })
  }

  #metric({ gauge, sum, histogram, exponentialHistogram, summary }: Metric, place: Place): void {
    if (gauge) this.#take(gauge[POINTS], place, numberParts)
    if (sum) this.#take(sum[POINTS], dated(place, sum), numberParts)
    if (histogram) this.#take(histogram[POINTS], dated(place, histogram), histogramParts)
    if (exponentialHistogram) this.#take(exponentialHistogram[POINTS], dated(place, exponentialHistogram), exponentialParts)
    if (summary) this.#take(summary[POINTS], place, summaryParts)
  }

  /** Without a place the points cannot be told from others. */
  #take<P extends Pick<NumberPoint, 'attributes' | 'timeUnixNano'>>(
    points: readonly P[],
    place: Place | undefined,
    partsOf: (point: P) => readonly Part[] | Unfit,
  ): void {
    for (const point of points) {
      if (this.samples.length > this.#samplesMax) return
      const parts = place === undefined ? 'temporality_unknown' : partsOf(point)
      if (place === undefined || typeof parts === 'string') this.#isUnfit(parts as Unfit)
      else this.#add(point, place, parts)
      this.#points += 1
    }
  }

  #add({ attributes, timeUnixNano }: Pick<NumberPoint, 'attributes' | 'timeUnixNano'>, place: Place, parts: readonly Part[]): void {
    const labels = { ...place.weak, ...textsOf(attributes), ...place.strong }
    const at = instant(Number(timeUnixNano / NANOSECONDS_PER_MS))
    for (const part of parts) {
      const sample = { metric: place.metric && place.metric + part.suffix, labels: { ...labels, ...part.labels }, at, value: part.value }
      if (!place.isDelta || !this.#joins(sample)) {
        this.owners.push(this.#points)
        this.samples.push(sample)
      }
    }
  }

  /** Two deltas of one second are one sample, which says how many both are: a second one would replace the first. */
  #joins(sample: Sample): boolean {
    const key = JSON.stringify([sample.metric, Math.floor(sample.at / SECOND_MS), sample.labels])
    const known = this.#deltas.get(key)
    const before = known === undefined ? undefined : this.samples[known]
    if (known === undefined || before === undefined) {
      this.#deltas.set(key, this.samples.length)
      return false
    }
    const isSum = typeof before.value === 'number' && typeof sample.value === 'number'
    this.samples[known] = isSum ? { ...sample, value: before.value + sample.value } : sample
    return true
  }

  #isUnfit(reason: Unfit): void {
    this.unfit[reason] = (this.unfit[reason] ?? 0) + 1
  }
}

/** Undefined when the sender does not say since when its points count. */
function dated(place: Place, { aggregationTemporality }: { readonly aggregationTemporality: number }): Place | undefined {
  if (aggregationTemporality === TEMPORALITY.cumulative) return place
  if (aggregationTemporality !== TEMPORALITY.delta) return undefined
  return { ...place, strong: { ...place.strong, ...DELTA }, isDelta: true }
}
