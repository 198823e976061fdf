/** Requests of Prometheus remote write, encoded as agents send them. */
import { labelBytes } from '#features/telemetry/domain/remote-write.ts'

const SAMPLE_BYTES = 18

/** The labels of a series as they stand in every request. */
export function seriesBytes(metric: string, labels: Readonly<Record<string, string>>): Buffer {
  return labelBytes({ metric, labels: Object.entries(labels).flat() })
}

/** One sample of each series at `atMs`, not packed. */
export function writeRequest(series: readonly { readonly labels: Buffer; readonly value: number }[], atMs: number): Buffer {
  return writeRequestOf(
    series.map(({ labels, value }) => ({ labels, values: [value] })),
    [atMs],
  )
}

/** Samples of each series at the same times, not packed. */
export function writeRequestOf(
  series: readonly { readonly labels: Buffer; readonly values: ArrayLike<number> }[],
  timesMs: readonly number[],
): Buffer {
  const times = timesMs.map(varint)
  return Buffer.concat(
    series.flatMap(({ labels, values }) => {
      const samples = Buffer.concat(times.map((time, index) => sampleBytes(time, values[index] as number)))
      return [Buffer.of(0x0a), varint(labels.length + samples.length), labels, samples]
    }),
  )
}

function sampleBytes(time: Buffer, value: number): Buffer {
  const sample = Buffer.alloc(SAMPLE_BYTES)
  sample.set([0x12, 9 + 1 + time.length, 0x09])
  sample.writeDoubleLE(value, 3)
  sample.set([0x10, ...time], 11)
  return sample.subarray(0, 12 + time.length)
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.of(...bytes, rest)
}
