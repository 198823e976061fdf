/**
 * What the machine says of itself at one moment: counters since its start and levels now, nothing computed from two readings.
 * What cannot be known on this system is undefined, never zero, so that nobody reads "0 %" where nothing was measured.
 */

/** Seconds of all processors together since the machine's start. */
export interface ProcessorTime {
  readonly busySeconds: number
  readonly totalSeconds: number
}

/** Bytes since the device came up; it starts from zero when it comes up again. */
export interface DeviceBytes {
  readonly device: string
  readonly inBytes: number
  readonly outBytes: number
}

export interface FileSystemLevel {
  readonly mountPoint: string
  /** Used by anybody. */
  readonly usedBytes: number
  /** Free for an ordinary user; used + available is what `df` divides by. */
  readonly availableBytes: number
}

/** Processes that belong together: this server, or a store that it started. */
export interface ProcessGroup {
  readonly name: 'server' | 'postgresql' | 'clickhouse'
  /** Processor time of the group's processes, by process, since each began. */
  readonly processes: readonly { readonly pid: number; readonly startTicks: number; readonly cpuSeconds: number }[]
  /** Proportional share (PSS) where the system tells it, so that memory shared between processes counts once; else resident. */
  readonly memoryBytes: number
}

export interface HostReading {
  readonly hostName: string
  readonly processorCount: number
  readonly processor: ProcessorTime
  /** Processes running or waiting, averaged over a minute; undefined where the system has no such figure. */
  readonly loadAverage1m: number | undefined
  /** `availableBytes` is what programs can get without swapping: free memory and what the caches would give back. */
  readonly memory: { readonly totalBytes: number; readonly availableBytes: number } | undefined
  /** Whole disks: in is read, out is written. */
  readonly disks: readonly DeviceBytes[]
  /** Real network interfaces: in is received, out is sent. */
  readonly networks: readonly DeviceBytes[]
  readonly fileSystems: readonly FileSystemLevel[]
  readonly processGroups: readonly ProcessGroup[]
}

/** Reads the machine. A part that cannot be read is left out; it rejects only when not even the processors can be read. */
export type HostReader = () => Promise<HostReading>
