/**
 * A process with all its children, as Linux sees them. PSS counts memory that several processes share once, so the sum over the
 * tree is what would be free without it; RSS would count PostgreSQL's shared buffers eight times.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parseProcessStat, parsePss } from '#platform/host/procfs.ts'

/** What one process of the tree holds and has used. */
export interface ProcessUse {
  readonly pid: number
  readonly command: string
  readonly pssBytes: number
  readonly cpuSeconds: number
}

/** The process and everything it started, directly or not; those that end while we look are left out. */
export function processTree(root: number): readonly ProcessUse[] {
  const parents = new Map(allPids().map((pid) => [pid, statOf(pid)?.parentPid]))
  const isWithin = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isWithin(parents.get(pid)))
  return [...parents.keys()].filter(isWithin).flatMap((pid) => {
    const stat = statOf(pid)
    const pssBytes = parsePss(textOf(`/proc/${pid}/smaps_rollup`))
    if (!stat || pssBytes === undefined) return []
    return [{ pid, command: commandOf(pid), pssBytes, cpuSeconds: stat.cpuSeconds }]
  })
}

/** Bytes of the whole tree. */
export const pssBytesOf = (tree: readonly ProcessUse[]): number => tree.reduce((sum, { pssBytes }) => sum + pssBytes, 0)

/** Processor seconds of the whole tree since each process began. */
export const cpuSecondsOf = (tree: readonly ProcessUse[]): number => tree.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)

const allPids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
const statOf = (pid: number) => parseProcessStat(textOf(`/proc/${pid}/stat`))
const commandOf = (pid: number): string => textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim().slice(0, 80)

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // ended meanwhile
  }
}
