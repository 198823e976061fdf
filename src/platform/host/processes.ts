/**
 * Our own processes: this server with its helpers, and the stores that work in the data folder. A store is known by its working
 * folder rather than by its parent, so one that outlived an earlier server counts as well. Linux only.
 */
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { ProcessGroup } from './host.ts'
import { parseProcessStat, parsePss, parseResident, type ProcessStat } from './procfs.ts'

type GroupName = ProcessGroup['name']

/**
 * Readings between two looks at all processes of the machine. A look costs about 20 µs a process; the stores' processes live
 * long, and one that comes is counted half a minute later.
 */
const READINGS_PER_LOOK = 6

/** Reads our groups; empty groups are left out. */
export function processGroupReader(dataFolder: string): () => Promise<readonly ProcessGroup[]> {
  const homes = storeHomes(dataFolder)
  let reading = 0
  let members: readonly { readonly pid: number; readonly group: GroupName }[] = []
  return async () => {
    if (reading++ % READINGS_PER_LOOK === 0) members = findMembers(homes)
    const groups: ProcessGroup[] = []
    for (const name of ['server', 'postgresql', 'clickhouse'] as const) {
      const pids = members.filter(({ group }) => group === name).map(({ pid }) => pid)
      const group = await readGroup(name, pids)
      if (group.processes.length > 0) groups.push(group)
    }
    return groups
  }
}

type Homes = readonly { readonly group: GroupName; readonly folder: string }[]

function storeHomes(dataFolder: string): Homes {
  const root = quietly(() => realpathSync(dataFolder)) ?? dataFolder
  return [
    { group: 'postgresql', folder: join(root, 'postgres') },
    { group: 'clickhouse', folder: join(root, 'clickhouse') },
  ]
}

function findMembers(homes: Homes): { pid: number; group: GroupName }[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return pids.flatMap((pid) => {
    const group = groupOf(pid, homes)
    return group ? [{ pid, group }] : []
  })
}

function groupOf(pid: number, homes: Homes): GroupName | undefined {
  if (pid === process.pid) return 'server'
  const folder = quietly(() => readlinkSync(`/proc/${pid}/cwd`))
  const home = folder === undefined ? undefined : homes.find((each) => `${folder}${sep}`.startsWith(`${each.folder}${sep}`))
  if (home) return home.group
  return statOf(pid)?.parentPid === process.pid ? 'server' : undefined
}

async function readGroup(name: GroupName, pids: readonly number[]): Promise<ProcessGroup> {
  const processes: { pid: number; startTicks: number; cpuSeconds: number }[] = []
  let memoryBytes = 0
  for (const pid of pids) {
    const stat = statOf(pid)
    if (!stat) continue
    processes.push({ pid, startTicks: stat.startTicks, cpuSeconds: stat.cpuSeconds })
    memoryBytes += await memoryOf(pid)
  }
  return { name, processes, memoryBytes }
}

function statOf(pid: number): ProcessStat | undefined {
  const text = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return text === undefined ? undefined : parseProcessStat(text)
}

/** Not in the event loop: the kernel walks all pages of the process for this figure, some milliseconds for a large one. */
async function memoryOf(pid: number): Promise<number> {
  const proportional = parsePss(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''))
  return proportional ?? parseResident(quietly(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '') ?? 0
}

/** Processes end while they are looked at, and those of other accounts are closed to us: both are no failure here. */
function quietly<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
