/** What the collector is given: the state of host and program at one moment. Figures come from two of them. */
import type { Instant } from '#kit/time.ts'

/** Bytes through one device since it came up. */
export interface DeviceBytes {
  readonly device: string
  readonly inBytes: number
  readonly outBytes: number
}

export interface HostState {
  readonly hostName: string
  readonly processorCount: number
  readonly processor: { readonly busySeconds: number; readonly totalSeconds: number }
  readonly loadAverage1m: number | undefined
  readonly memory: { readonly totalBytes: number; readonly availableBytes: number } | undefined
  readonly disks: readonly DeviceBytes[]
  readonly networks: readonly DeviceBytes[]
  readonly fileSystems: readonly { readonly mountPoint: string; readonly usedBytes: number; readonly availableBytes: number }[]
  readonly processGroups: readonly {
    readonly name: string
    readonly processes: readonly { readonly pid: number; readonly startTicks: number; readonly cpuSeconds: number }[]
    readonly memoryBytes: number
  }[]
}

/** Answers of our own HTTP server since it started. */
export interface HttpState {
  readonly requests: number
  /** Answers with a status of 500 or above. */
  readonly errors: number
  /** Answers by time taken: upper bounds in seconds, ascending, the last one Infinity; counts are cumulative as Prometheus has them. */
  readonly buckets: readonly { readonly upTo: number; readonly count: number }[]
}

export interface Reading {
  readonly at: Instant
  readonly host: HostState
  readonly http: HttpState
}
