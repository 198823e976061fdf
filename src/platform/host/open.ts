/**
 * Reads the machine from /proc where there is one, else from what Node itself knows. Small files of /proc are read in the event
 * loop on purpose: each takes some 10 µs, a tenth of what handing it to a thread would cost.
 */
import { existsSync, readFileSync } from 'node:fs'
import { realpath, stat, statfs } from 'node:fs/promises'
import { availableParallelism, cpus, hostname, loadavg } from 'node:os'
import { dirname } from 'node:path'
import type { FileSystemLevel, HostReader, HostReading, ProcessGroup, ProcessorTime } from './host.ts'
import { processGroupReader } from './processes.ts'
import { parseDiskstats, parseLoadAverage, parseMeminfo, parseNetDev, parseStat } from './procfs.ts'

/** File systems looked at are that of the data folder and that of `/`; which those are is found out at the first reading. */
export function openHostReader(dataFolder: string): HostReader {
  let mountPoints: readonly string[] | undefined
  const common = async (): Promise<Pick<HostReading, 'hostName' | 'processorCount' | 'fileSystems'>> => {
    mountPoints ??= [...new Set([await mountPointOf('/'), await mountPointOf(dataFolder)])]
    return {
      hostName: hostname(),
      processorCount: availableParallelism(),
      fileSystems: await Promise.all(mountPoints.map(levelOf)),
    }
  }
  if (!existsSync('/proc/stat')) return async () => ({ ...(await common()), ...readThroughNode() })
  const readGroups = processGroupReader(dataFolder)
  return async () => ({ ...(await common()), ...readProc(), processGroups: await readGroups() })
}

function readProc(): Omit<HostReading, 'hostName' | 'processorCount' | 'fileSystems' | 'processGroups'> {
  return {
    processor: parseStat(textOf('/proc/stat')) ?? processorThroughNode(),
    loadAverage1m: parseLoadAverage(textOf('/proc/loadavg')),
    memory: parseMeminfo(textOf('/proc/meminfo')),
    disks: parseDiskstats(textOf('/proc/diskstats')),
    networks: parseNetDev(textOf('/proc/net/dev')),
  }
}

/**
 * Other systems: processors, load and this process. Their free memory leaves out what caches would give back, so a quiet Mac
 * looks full; such a figure would raise false alarms, so there is none.
 */
function readThroughNode(): Omit<HostReading, 'hostName' | 'processorCount' | 'fileSystems'> {
  return {
    processor: processorThroughNode(),
    loadAverage1m: process.platform === 'win32' ? undefined : loadavg()[0],
    memory: undefined,
    disks: [],
    networks: [],
    processGroups: [ourselvesThroughNode()],
  }
}

function processorThroughNode(): ProcessorTime {
  let busySeconds = 0
  let totalSeconds = 0
  for (const { times } of cpus()) {
    const busy = times.user + times.nice + times.sys + times.irq
    busySeconds += busy / 1_000
    totalSeconds += (busy + times.idle) / 1_000
  }
  return { busySeconds, totalSeconds }
}

function ourselvesThroughNode(): ProcessGroup {
  const { user, system } = process.cpuUsage()
  const own = { pid: process.pid, startTicks: 0, cpuSeconds: (user + system) / 1e6 }
  return { name: 'server', processes: [own], memoryBytes: process.memoryUsage.rss() }
}

/** The highest folder on the same file system. */
async function mountPointOf(path: string): Promise<string> {
  let folder = await realpath(path)
  const { dev } = await stat(folder)
  while (folder !== dirname(folder) && (await stat(dirname(folder))).dev === dev) folder = dirname(folder)
  return folder
}

async function levelOf(mountPoint: string): Promise<FileSystemLevel> {
  const { bsize, blocks, bfree, bavail } = await statfs(mountPoint)
  return { mountPoint, usedBytes: (blocks - bfree) * bsize, availableBytes: bavail * bsize }
}

/** Containers hide some files of /proc; their figures are then left out. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
