/** Where an evaluation gets its samples. */
import type { Matcher } from '../../domain/syntax.ts'
import type { Grid, SampleSeries, VectorSeries } from '../../domain/values.ts'

/** Which series, and between which moments, both inclusive. */
export interface SampleAsk {
  readonly matchers: readonly Matcher[]
  readonly fromMs: number
  readonly toMs: number
}

/** A series as it was kept: where `ended` is 1 the sample is a stale marker. null: none is. */
export interface KeptSeries extends SampleSeries {
  readonly ended: Uint8Array | null
}

/** A function of ranges at every step of a grid whose moments are already shifted. */
export interface WindowAsk {
  readonly matchers: readonly Matcher[]
  readonly name: string
  readonly rangeMs: number
  readonly grid: Grid
}

/** Texts that a regular expression fits whole, each with what its groups hold; the first is the whole text. */
export type Groups = ReadonlyMap<string, readonly string[]>

export interface Source {
  /** Series with samples in that time; their labels with the metric's name. */
  samples(ask: SampleAsk): Promise<readonly KeptSeries[]>
  /** The same function evaluated where the samples are; undefined where that is not worth it, or would not be exactly the same. */
  windows(ask: WindowAsk): Promise<readonly VectorSeries[] | undefined>
  /** Regular expressions run where they cannot take for ever. Throws a Fault for one that is none. */
  groups(pattern: string, texts: readonly string[]): Promise<Groups>
}
