/** How commands tell what is wrong with files. */
import process from 'node:process'

export interface FileFault {
  readonly path: string
  /** Null for the file as a whole. */
  readonly line: number | null
  readonly message: string
}

/** `file:line: what is wrong. What to do.`, as editors understand it, and exit code 1. True when there was any. */
export function tellFaults(faults: readonly FileFault[]): boolean {
  for (const { path, line, message } of faults) process.stderr.write(`${path}${line === null ? '' : `:${line}`}: ${message}\n`)
  if (faults.length > 0) process.exitCode = 1
  return faults.length > 0
}
