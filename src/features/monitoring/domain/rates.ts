/** Rates from counters that only grow, until what they count starts anew. */
import type { DeviceBytes } from './reading.ts'

/**
 * How much a counter grew. One that is smaller than before was reset, and what it shows now has come since: the rule of
 * Prometheus' `increase`, which never invents and at most misses what came between the last reading and the reset.
 */
export function increase(before: number, now: number): number {
  return now >= before ? now - before : now
}

/** A share from two increases, kept within 0 … 1 (ticks are rounded, so busy can outrun total by one); undefined when nothing passed. */
export function share(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : undefined
}

/**
 * Increases over all devices. Each is compared with itself, since a sum would fall when a device goes; one that was not there
 * before gives nothing yet, as its count may go back for days.
 */
export function increaseOfDevices(before: readonly DeviceBytes[], now: readonly DeviceBytes[]): { inBytes: number; outBytes: number } {
  const earlier = new Map(before.map((each) => [each.device, each]))
  let inBytes = 0
  let outBytes = 0
  for (const device of now) {
    const was = earlier.get(device.device)
    if (!was) continue
    inBytes += increase(was.inBytes, device.inBytes)
    outBytes += increase(was.outBytes, device.outBytes)
  }
  return { inBytes, outBytes }
}

interface ProcessTime {
  readonly pid: number
  readonly startTicks: number
  readonly cpuSeconds: number
}

/** Processor seconds used by processes between two readings; one that began in between counts whole. */
export function increaseOfProcesses(before: readonly ProcessTime[], now: readonly ProcessTime[]): number {
  const earlier = new Map(before.map((each) => [`${each.pid}/${each.startTicks}`, each.cpuSeconds]))
  return now.reduce((sum, each) => sum + Math.max(0, each.cpuSeconds - (earlier.get(`${each.pid}/${each.startTicks}`) ?? 0)), 0)
}
