/** Which processes of this machine have to do with a data folder. Linux only: elsewhere nothing is found, and nothing is claimed. */
import fs from 'node:fs'
import process from 'node:process'

/** The guard's whole script is in its command line, its name behind it. */
const COMMAND_LENGTH_MAX = 1_000

/** One process as /proc shows it. */
export interface FolderProcess {
  readonly pid: number
  readonly parent: number
  /** Its command line, for a message. */
  readonly command: string
}

/**
 * Every process that works in the folder, names it in its command line or environment, or holds anything in it open: server,
 * stores, guards. `folder` is absolute, without links.
 */
export function processesOf(folder: string): readonly FolderProcess[] {
  if (process.platform !== 'linux') return []
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  return pids.filter((pid) => touches(pid, folder)).flatMap(describe)
}

/** Those that do not descend from `ancestor`: nobody would end them. */
export function orphansOf(folder: string, ancestor: number): readonly FolderProcess[] {
  const found = processesOf(folder)
  const family = new Set([ancestor])
  const grow = (): number => found.filter(({ pid, parent }) => family.has(parent) && !family.has(pid) && family.add(pid)).length
  while (grow() > 0);
  return found.filter(({ pid }) => !family.has(pid))
}

function touches(pid: string, folder: string): boolean {
  const isInside = (path: string): boolean => path === folder || path.startsWith(`${folder}/`)
  if (isInside(linkOf(pid, 'cwd'))) return true
  if (readOf(pid, 'cmdline').includes(folder) || readOf(pid, 'environ').includes(`PITCREW_DATA=${folder}\0`)) return true
  return openFiles(pid).some((descriptor) => isInside(linkOf(pid, `fd/${descriptor}`)))
}

function describe(pid: string): FolderProcess[] {
  const stat = readOf(pid, 'stat')
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // One that has ended and waits to be reaped does nothing any more.
  if (stat === '' || state === 'Z') return []
  return [
    { pid: Number(pid), parent: Number(parent), command: readOf(pid, 'cmdline').replaceAll('\0', ' ').trim().slice(0, COMMAND_LENGTH_MAX) },
  ]
}

// Whatever ends while we look has nothing to show.
function linkOf(pid: string, name: string): string {
  try {
    return fs.readlinkSync(`/proc/${pid}/${name}`)
  } catch {
    return ''
  }
}

function readOf(pid: string, name: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function openFiles(pid: string): string[] {
  try {
    return fs.readdirSync(`/proc/${pid}/fd`)
  } catch {
    return []
  }
}
