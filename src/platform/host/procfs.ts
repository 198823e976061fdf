/** Parsers of Linux' /proc, after proc(5). Pure: the text of a file in, figures out; undefined for a text of another form. */
import type { DeviceBytes, ProcessorTime } from './host.ts'

/** USER_HZ, the unit of times in /proc; 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100
/** Sectors in /proc/diskstats have 512 bytes whatever the disk's own are. */
const SECTOR_BYTES = 512

/** /proc/stat. Waiting for disks (iowait) is not work; guest time is inside user time already and not counted twice. */
export function parseStat(text: string): ProcessorTime | undefined {
  const line = /^cpu +(.*)$/m.exec(text)?.[1]
  if (line === undefined) return undefined
  const ticks = line.trim().split(/ +/).map(Number)
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = ticks
  const busy = user + nice + system + irq + softirq + steal
  return Number.isFinite(busy + idle + iowait)
    ? { busySeconds: busy / TICKS_PER_SECOND, totalSeconds: (busy + idle + iowait) / TICKS_PER_SECOND }
    : undefined
}

/** /proc/meminfo; kernels before 3.14 do not say what is available. */
export function parseMeminfo(text: string): { totalBytes: number; availableBytes: number } | undefined {
  const totalBytes = kibibytes(text, 'MemTotal')
  const availableBytes = kibibytes(text, 'MemAvailable')
  return totalBytes === undefined || availableBytes === undefined ? undefined : { totalBytes, availableBytes }
}

/** /proc/loadavg: the first number is the average over one minute. */
export function parseLoadAverage(text: string): number | undefined {
  const value = Number(text.split(' ')[0] || NaN)
  return Number.isFinite(value) ? value : undefined
}

/** Whole disks, neither their partitions nor what is stacked on them (loop, md, dm), or bytes would count twice. */
const WHOLE_DISK = /^(?:[shv]d[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/

/** /proc/diskstats. */
export function parseDiskstats(text: string): readonly DeviceBytes[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/ +/)
    const device = fields[2] ?? ''
    return WHOLE_DISK.test(device) ? deviceBytes(device, Number(fields[5]) * SECTOR_BYTES, Number(fields[9]) * SECTOR_BYTES) : []
  })
}

/** Loopback, shapers, and the host's end of what containers and virtual machines send through a real interface anyway. */
const VIRTUAL_INTERFACE = /^(?:lo|veth|docker|br-|virbr|vnet|cni|cali|flannel|dummy|ifb|tap)/

/** /proc/net/dev. */
export function parseNetDev(text: string): readonly DeviceBytes[] {
  return text.split('\n').flatMap((line) => {
    const [, device = '', rest = ''] = /^\s*([^:\s]+):(.*)$/.exec(line) ?? []
    if (device === '' || VIRTUAL_INTERFACE.test(device)) return []
    const fields = rest.trim().split(/\s+/).map(Number)
    return deviceBytes(device, fields[0], fields[8])
  })
}

export interface ProcessStat {
  readonly parentPid: number
  readonly cpuSeconds: number
  /** When it began, in ticks since the machine's start: tells a process from a later one with the same pid. */
  readonly startTicks: number
}

/** /proc/<pid>/stat. The command stands in brackets and may itself hold blanks and brackets, so fields count from the last one. */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parentPid, userTicks, systemTicks, startTicks] = [fields[1], fields[11], fields[12], fields[19]]
  if (parentPid === undefined || userTicks === undefined || systemTicks === undefined || startTicks === undefined) return undefined
  return { parentPid, cpuSeconds: (userTicks + systemTicks) / TICKS_PER_SECOND, startTicks }
}

/** Pss of /proc/<pid>/smaps_rollup, in bytes. */
export const parsePss = (text: string): number | undefined => kibibytes(text, 'Pss')

/** VmRSS of /proc/<pid>/status, in bytes. */
export const parseResident = (text: string): number | undefined => kibibytes(text, 'VmRSS')

function kibibytes(text: string, name: string): number | undefined {
  const value = new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]
  return value === undefined ? undefined : Number(value) * 1_024
}

function deviceBytes(device: string, inBytes: number | undefined, outBytes: number | undefined): DeviceBytes[] {
  if (inBytes === undefined || outBytes === undefined || !Number.isFinite(inBytes + outBytes)) return []
  return [{ device, inBytes, outBytes }]
}
