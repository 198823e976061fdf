/** Samples of ClickHouse for one evaluation: each selector is read once, however often it stands in the expression. */
import { toId } from '#kit/ids.ts'
import { SECOND_MS } from '#kit/time.ts'
import { Fault, invariant } from '#kit/fault.ts'
import {
  ANNOUNCE_EVERY_MS,
  conditionsOf,
  findPatternGroups,
  knowing,
  selectSeries,
  type Conditions,
  type SelectedSeries,
} from '#features/telemetry/public.ts'
import { promqlCodes } from '../contract/codes.ts'
import { fromPairs, type LabelList } from '../domain/labels.ts'
import { ENVIRONMENT_LABEL, narrowed } from '../domain/environments.ts'
import type { Reach } from '../domain/reach.ts'
import { METRIC_NAME, type Matcher } from '../domain/syntax.ts'
import type { VectorSeries } from '../domain/values.ts'
import { readCellWindows } from './cell-windows.ts'
import { SERIES_MAX } from './engine/budget.ts'
import type { Groups, KeptSeries, SampleAsk, Source, WindowAsk } from './engine/source.ts'
import { readKeptSamples } from './read-samples.ts'
import { seriesNumber } from './series-number.ts'
import type { Selected, StoredNeeds } from './stored.ts'

export class StoredSource implements Source {
  readonly #needs: StoredNeeds
  readonly #selected = new Map<string, Selected>()
  readonly #samples = new Map<string, Promise<readonly KeptSeries[]>>()
  readonly #windows = new Map<string, Promise<readonly VectorSeries[] | undefined>>()

  constructor(needs: StoredNeeds) {
    this.#needs = needs
  }

  /** Finds the series of every selector first: where they lie in several environments each says by a label which one is its own. */
  async select(reaches: readonly Reach[]): Promise<void> {
    const earliest = Math.min(...reaches.map(({ fromMs }) => fromMs))
    const found = new Map<string, { readonly rows: readonly SelectedSeries[]; readonly conditions: Conditions }>()
    for (const { matchers } of reaches) {
      const key = keyOfMatchers(matchers)
      if (!found.has(key)) found.set(key, await this.#find(matchers, earliest))
    }
    const environments = new Set([...found.values()].flatMap(({ rows }) => rows.map(({ env }) => env)))
    for (const [key, { rows, conditions }] of found) {
      const book = new Map(rows.map((row) => [seriesNumber(row.id), { labels: labelsOf(row, environments.size > 1) }]))
      this.#selected.set(key, { conditions, book })
    }
  }

  samples(ask: SampleAsk): Promise<readonly KeptSeries[]> {
    const { matchers, fromMs, toMs } = ask
    return once(this.#samples, [keyOfMatchers(matchers), fromMs, toMs], () => this.#readSamples(ask))
  }

  windows(ask: WindowAsk): Promise<readonly VectorSeries[] | undefined> {
    const { matchers, ...rest } = ask
    return once(this.#windows, [keyOfMatchers(matchers), rest], () => readCellWindows(this.#needs, ask, this.#of(matchers)))
  }

  async groups(pattern: string, texts: readonly string[]): Promise<Groups> {
    const { clickhouse, budget } = this.#needs
    return findPatternGroups(clickhouse, { pattern, texts, signal: budget.signal, timeoutMs: budget.leftMs })
  }

  #of(matchers: readonly Matcher[]): Selected {
    const selected = this.#selected.get(keyOfMatchers(matchers))
    invariant(selected, 'every selector of an expression was selected before it is evaluated')
    return selected
  }

  async #readSamples({ matchers, fromMs, toMs }: SampleAsk): Promise<readonly KeptSeries[]> {
    const selected = this.#of(matchers)
    if (selected.book.size === 0) return []
    const [fromSeconds, toSeconds] = [Math.ceil(fromMs / SECOND_MS), Math.floor(toMs / SECOND_MS)]
    return readKeptSamples(this.#needs, { ...selected, fromSeconds, toSeconds })
  }

  async #find(matchers: readonly Matcher[], fromMs: number) {
    const { clickhouse, budget } = this.#needs
    const { environmentIds, rest } = narrowed(this.#needs.environmentIds, matchers)
    const rows = await selectSeries(clickhouse, {
      environmentIds,
      matchers: rest,
      seenSinceSeconds: (fromMs - ANNOUNCE_EVERY_MS) / SECOND_MS,
      limit: SERIES_MAX + 1,
      signal: budget.signal,
      timeoutMs: budget.leftMs,
    })
    if (rows.length > SERIES_MAX) {
      throw new Fault(promqlCodes.too_many_series, { detail: `A selector may find at most ${SERIES_MAX} series; this one finds more.` })
    }
    const ids = rows.map(({ id }) => id)
    return { rows, conditions: knowing(conditionsOf(environmentIds, rest), ids) }
  }
}

function labelsOf({ env, metric, labels }: SelectedSeries, namesEnvironments: boolean): LabelList {
  const pairs: [string, string][] = [[METRIC_NAME, metric], ...Object.entries(labels)]
  if (namesEnvironments) pairs.push([ENVIRONMENT_LABEL, toId('environment', env)])
  return fromPairs(pairs)
}

function keyOfMatchers(matchers: readonly Matcher[]): string {
  return JSON.stringify(matchers.map(({ label, op, value }) => [label, op, value]))
}

function once<T>(known: Map<string, Promise<T>>, ask: unknown, read: () => Promise<T>): Promise<T> {
  const key = JSON.stringify(ask)
  const reading = known.get(key) ?? read()
  known.set(key, reading)
  return reading
}
