/** The processes of a running server that can be killed, found by what /proc says of them. */
import { setTimeout as wait } from 'node:timers/promises'
import type { FolderProcess } from '#test/support/processes.ts'
import { processesOf } from '#test/support/processes.ts'

export const VICTIMS = ['postmaster', 'backend', 'clickhouse', 'guard', 'server'] as const
export type Victim = (typeof VICTIMS)[number]

const LOOKS: Readonly<Record<Victim, RegExp>> = {
  postmaster: /bin\/postgres -D /,
  // One that serves the program; PostgreSQL's own helpers have other names.
  backend: /^postgres: pitcrew: pitcrew postgres /,
  clickhouse: /clickhouse-child\.cjs/,
  guard: /pitcrew-guard \d+$/,
  server: /bin\/pitcrew\.mjs serve$/,
}

/** Those of the kind that live now. */
export function find(victim: Victim, folder: string): readonly FolderProcess[] {
  return processesOf(folder).filter(({ command }) => LOOKS[victim].test(command))
}

/** Kills one of the kind and returns the numbers that must not be seen again: a backend takes all the others along. */
export function kill(victim: Victim, folder: string, random: () => number): readonly number[] {
  const found = find(victim, folder).map(({ pid }) => pid)
  const chosen = found[Math.floor(random() * found.length)]
  if (chosen === undefined) throw new Error(`there is no ${victim} to kill`)
  process.kill(chosen, 'SIGKILL')
  return victim === 'backend' ? found : [chosen]
}

/** A kill comes this long after the program was last well. */
export const CALM_MS_MAX = 1_500

/** The same, at a moment that nothing in the program knows. */
export async function killSoon(victim: Victim, folder: string, random: () => number): Promise<readonly number[]> {
  await wait(random() * CALM_MS_MAX)
  return kill(victim, folder, random)
}
