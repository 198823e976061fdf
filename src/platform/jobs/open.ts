/**
 * graphile-worker at work: jobs are added inside our transactions and picked up within milliseconds through LISTEN/NOTIFY. It
 * tries a failed job again after e^attempts seconds, at most after six hours; a job out of attempts stays as a dead letter.
 *
 * Not here: cron and deadlines. Those are due rows, whose time can be simulated.
 */
import { EventEmitter } from 'node:events'
import type { Runner, TaskList, WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { z } from 'zod'
import { common, Fault, invariant } from '#kit/fault.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Job } from '../module.ts'
import type { Pg } from '../pg/pool.ts'
import type { Tx, Work } from '../work.ts'
import { bridgeLogger } from './bridge-logger.ts'
import type { DeadJob, JobCounts, JobOptions, Jobs } from './jobs.ts'
import { openJobPool } from './pool.ts'
import { Presence } from './presence.ts'
import { addJob, countJobs, discardDead, findDead, rescheduleDead } from './store/jobs.ts'

/** NOTIFY brings jobs at once; asking covers lost messages and jobs whose time comes. */
const POLL_MS = 2 * SECOND_MS
/** Jobs keep only ids, so a payload over this is a mistake. */
const PAYLOAD_BYTES_MAX = 8_192
/** After the runner itself failed. */
const RESTART_MS = SECOND_MS
/**
 * The library records results in batches or one by one, and of the latter it drops the promise: a database that goes away just
 * then would end the whole process (graphile-worker 0.17.3, dist/worker.js). As batches, even of one, the runner ends instead; the
 * next one runs the job again.
 */
const RESULTS_AS_BATCHES = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }
/** Beside one for each running job: the runner's LISTEN and its own queries. */
const CONNECTIONS_BESIDE_JOBS = 2

export interface JobsOptions {
  readonly pg: Pg
  readonly work: Work
  readonly logger: Logger
  readonly metrics: Metrics
  /** Jobs that run at the same time on this node. */
  readonly concurrency: number
}

export interface OpenedJobs extends Jobs {
  /** Names the jobs that this node can run; once, before `start`. */
  declare(jobs: readonly Job[]): void
  /** Runs jobs from now on. */
  start(): Promise<void>
  /** Lets running jobs end for up to five seconds; what is cut off runs again. */
  stop(): Promise<void>
}

/** Opens no connection before `start`; adding and listing jobs work without it. */
export function openJobs(options: JobsOptions): OpenedJobs {
  return new JobQueue(options)
}

class JobQueue implements OpenedJobs {
  readonly #options: JobsOptions
  readonly #logger: Logger
  readonly #presence: Presence
  readonly #count: (job: string, outcome: 'done' | 'failed') => void
  #tasks: TaskList = {}
  #pool: pg.Pool | undefined
  #runner: Runner | undefined
  #restart: NodeJS.Timeout | undefined

  constructor(options: JobsOptions) {
    this.#options = options
    this.#logger = options.logger.child({ part: 'jobs' })
    this.#presence = new Presence(options.pg, this.#logger)
    const runs = options.metrics.counter('pitcrew_jobs_runs_total', 'Runs of background jobs', ['job', 'outcome'])
    this.#count = (job, outcome) => runs.inc({ job, outcome })
  }

  declare(jobs: readonly Job[]): void {
    this.#tasks = Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => this.#run(job, payload)]))
    invariant(Object.keys(this.#tasks).length === jobs.length, 'every job has a name of its own')
  }

  async start(): Promise<void> {
    const { pg, concurrency } = this.#options
    this.#pool = openJobPool({ pg, max: concurrency + CONNECTIONS_BESIDE_JOBS, logger: this.#logger })
    await this.#startRunner(this.#pool)
  }

  async stop(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    clearTimeout(this.#restart)
    await this.#runner?.stop()
    await this.#presence.stop()
    await pool?.end()
  }

  async enqueue<P extends z.ZodType>(tx: Tx, job: Job<P>, payload: z.input<P>, { runAt, key, queue }: JobOptions = {}): Promise<void> {
    checked(job, payload)
    invariant(JSON.stringify(payload).length <= PAYLOAD_BYTES_MAX, `the payload of ${job.name} stays below ${PAYLOAD_BYTES_MAX} bytes`)
    await addJob(tx, { name: job.name, payload, attemptsMax: job.attemptsMax, runAt, key, queue })
  }

  counts(): Promise<JobCounts> {
    return this.#options.work.read(countJobs)
  }

  dead(page: { readonly before: string | null; readonly limit: number }): Promise<readonly DeadJob[]> {
    return this.#options.work.read((tx) => findDead(tx, page))
  }

  retry(id: string): Promise<boolean> {
    return this.#options.work.run((tx) => rescheduleDead(tx, id))
  }

  discard(id: string): Promise<boolean> {
    return this.#options.work.run((tx) => discardDead(tx, id))
  }

  async #startRunner(pool: pg.Pool): Promise<void> {
    // Loaded when the first jobs are to run, which is after the server answers.
    const { run } = await import('graphile-worker')
    const logger = await bridgeLogger(this.#logger)
    if (this.#pool !== pool) return
    // An earlier runner counts as dead.
    await this.#presence.stop()
    await this.#presence.start()
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => this.#presence.add(workerPool.id))
    const runner = await run({
      pgPool: pool,
      taskList: this.#tasks,
      concurrency: this.#options.concurrency,
      pollInterval: POLL_MS,
      events,
      noHandleSignals: true,
      logger,
      preset: { worker: RESULTS_AS_BATCHES },
    })
    this.#runner = runner
    runner.promise.then(
      () => this.#startAgain(pool, undefined),
      (error: unknown) => this.#startAgain(pool, error),
    )
  }

  /** A runner ends when it is stopped, or by an error that it does not survive. */
  #startAgain(pool: pg.Pool, error: unknown): void {
    if (this.#pool !== pool) return
    this.#runner = undefined
    this.#logger.error({ err: error }, 'the job runner ended; starting it again')
    this.#restart = setTimeout(() => {
      this.#startRunner(pool).catch((again: unknown) => this.#startAgain(pool, again))
    }, RESTART_MS)
  }

  async #run(job: Job, payload: unknown): Promise<void> {
    try {
      await job.run(checked(job, payload))
      this.#count(job.name, 'done')
    } catch (error) {
      this.#count(job.name, 'failed')
      this.#logger.warn({ err: error, job: job.name }, 'a job failed')
      throw error
    }
  }
}

function checked<P extends z.ZodType>(job: Job<P>, payload: unknown): z.output<P> {
  const parsed = job.payload.safeParse(payload)
  if (!parsed.success) throw new Fault(common.internal, { internal: `the payload of ${job.name} does not fit`, cause: parsed.error })
  return parsed.data
}
