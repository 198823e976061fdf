/** For tests of what happens when processes are killed. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process'
import type { Whereabouts } from './testing-parent.ts'

/** A process of its own that runs embedded stores, to be killed; a killed one needs no further care. */
export class StoreParent {
  readonly process: ChildProcess
  readonly #ready: Promise<Whereabouts>

  constructor(dataFolder: string, stores: readonly ('postgres' | 'clickhouse')[], options: ForkOptions = {}) {
    const entry = new URL('./testing-parent.ts', import.meta.url)
    this.process = fork(entry, [dataFolder, ...stores], { execArgv: ['--import', 'tsx'], stdio: 'inherit', ...options })
    this.#ready = new Promise((resolve, reject) => {
      this.process.once('message', (message) => resolve(message as Whereabouts))
      this.process.once('exit', (code) => reject(new Error(`the parent ended with ${code}`)))
    })
    this.#ready.catch(() => {}) // A test may kill it before it is ready.
  }

  /** Resolves when its stores run. */
  ready(): Promise<Whereabouts> {
    return this.#ready
  }
}
