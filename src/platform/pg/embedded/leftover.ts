/**
 * What a killed run can leave behind: a postmaster that nobody looks after, or server processes whose postmaster is gone. Both
 * keep the files locked, so they are ended before a start. They are recognised by their working folder, which is that of the
 * databases; process numbers alone are reused.
 */
import fs from 'node:fs'
import path from 'node:path'
import { StartFault } from '../../start-fault.ts'
import { isAlive, processesIn, signalQuietly, untilGone, workingFolder } from '../../supervise/processes.ts'

/** PostgreSQL's signals from gentle to sure, each with the time it gets. The data survives each of them. */
const STEPS = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const

/** Ends every PostgreSQL process that works in `cluster` (absolute, without links) and waits until it is gone. */
export async function endLeftOver(cluster: string): Promise<void> {
  const postmaster = recordedPostmaster(cluster)
  const leftOver = postmaster === undefined ? processesIn(cluster) : [postmaster]
  if (leftOver.length === 0) return
  // Without a postmaster INT means "cancel the query" to a server process; QUIT is what a dying postmaster would send.
  for (const [signal, waitMs] of postmaster === undefined ? STEPS.slice(1) : STEPS) {
    for (const pid of leftOver) signalQuietly(pid, signal)
    if (await untilGone([...leftOver, ...processesIn(cluster)], waitMs)) return
  }
  throw new StartFault(`Another PostgreSQL (process ${leftOver.join(', ')}) holds ${cluster} and does not end: stop it.`)
}

/** The living postmaster of these databases, if there is one. Removes the record of one that is gone, so that a start is not refused over a reused number. */
function recordedPostmaster(cluster: string): number | undefined {
  const record = path.join(cluster, 'postmaster.pid')
  if (!fs.existsSync(record)) return undefined
  const pid = Number(fs.readFileSync(record, 'utf8').split('\n')[0])
  const ours = Number.isInteger(pid) && pid > 1 && isAlive(pid) && (process.platform !== 'linux' || workingFolder(pid) === cluster)
  if (ours) return pid
  fs.rmSync(record)
  return undefined
}
