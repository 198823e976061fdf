/**
 * SQL on the job queue: graphile-worker's public functions and its view `jobs`, never its private tables
 * (https://worker.graphile.org/docs/admin-functions, https://worker.graphile.org/docs/jobs-view).
 */
import { sql, type RawBuilder } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { DeadJob, JobCounts } from '../jobs.ts'

export interface NewJob {
  readonly name: string
  readonly payload: unknown
  readonly attemptsMax: number
  readonly runAt: Instant | undefined
  readonly key: string | undefined
  readonly queue: string | undefined
}

/** Adds a job, or replaces the waiting one of the same key. */
export async function addJob(tx: Tx, { name, payload, attemptsMax, runAt, key, queue }: NewJob): Promise<void> {
  await named(
    tx,
    'jobs.add',
    sql`select graphile_worker.add_job(${name}, payload := ${JSON.stringify(payload)}::json, queue_name := ${queue ?? null},
      run_at := ${runAt === undefined ? null : toDate(runAt)}, max_attempts := ${attemptsMax}, job_key := ${key ?? null})`,
  )
}

const dead: RawBuilder<boolean> = sql`locked_at is null and attempts >= max_attempts`

/** Counts the whole queue, which is short while jobs are done. */
export async function countJobs(tx: Tx): Promise<JobCounts> {
  const [row] = await named(
    tx,
    'jobs.count',
    sql<JobCounts>`select count(*) filter (where locked_at is null and attempts < max_attempts) as waiting,
      count(*) filter (where locked_at is not null) as running, count(*) filter (where ${dead}) as dead from graphile_worker.jobs`,
  )
  return row ?? { waiting: 0, running: 0, dead: 0 }
}

/** Newest first. */
export function findDead(tx: Tx, { before, limit }: { readonly before: string | null; readonly limit: number }): Promise<DeadJob[]> {
  return named(
    tx,
    'jobs.findDead',
    sql<DeadJob>`select id::text, task_identifier as name, attempts, coalesce(last_error, '') as error, created_at as "createdAt",
        updated_at as "failedAt"
      from graphile_worker.jobs where ${dead} and (${before}::bigint is null or id < ${before}::bigint) order by id desc limit ${limit}`,
  )
}

/** Gives a dead job its attempts back. False when there is none with this id. */
export async function rescheduleDead(tx: Tx, id: string): Promise<boolean> {
  const rows = await named(
    tx,
    'jobs.rescheduleDead',
    sql`select id from graphile_worker.reschedule_jobs(${deadWith(id)}, run_at := now(), attempts := 0)`,
  )
  return rows.length > 0
}

/** Removes a dead job. False when there is none with this id. */
export async function discardDead(tx: Tx, id: string): Promise<boolean> {
  const rows = await named(tx, 'jobs.discardDead', sql`select id from graphile_worker.complete_jobs(${deadWith(id)})`)
  return rows.length > 0
}

const deadWith = (id: string) => sql`array(select id from graphile_worker.jobs where id = ${id}::bigint and ${dead})`
