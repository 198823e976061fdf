/** Watched databases as lists and pages show them: never the password. */
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import { slowMsOf } from '../access/threshold.ts'
import type { databasesContract } from '../contract/contract.ts'
import { isTold } from '../domain/findings.ts'
import { METRICS } from '../domain/metrics.ts'
import { READ_DATABASES } from '../domain/permissions.ts'
import { DATABASES_PER_APPLICATION_MAX } from '../domain/words.ts'
import { listFindings, type FindingRow } from '../store/findings.ts'
import { listWatched, type WatchedRow } from '../store/watched.ts'
import { seenDatabase, type Ask } from './ask.ts'

type Answer<K extends keyof typeof databasesContract> = ReplyOf<(typeof databasesContract)[K]>

export function listDatabases({ platform, caller }: Ask, applicationId: string): Promise<Answer<'listDatabases'>> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_DATABASES, scope)
    const environmentIds = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    const rows = await listWatched(tx, { environmentIds, limit: DATABASES_PER_APPLICATION_MAX })
    const ids = rows.map(({ id }) => id)
    const findings = ids.length === 0 ? [] : await listFindings(tx, ids)
    return { items: rows.map((row) => shown(row, told(findings, row.id))) }
  })
}

export function readDatabase({ platform, caller }: Ask, id: string): Promise<Answer<'readDatabase'>> {
  return platform.work.read(async (tx) => {
    const { row, place } = await seenDatabase(tx, caller, id)
    const todo = told(await listFindings(tx, [id]), id)
    const { running = [], waits = [], tables = [], bytes = null } = row.picture ?? {}
    return {
      ...shown(row, todo),
      applicationId: place.applicationId,
      slowMs: await slowMsOf(planOf(platform), place.scope, tx),
      running: [...running],
      waits: [...waits],
      tables: [...tables],
      bytes,
      lacks: [...row.lacks],
      todo: todo.map(({ firstAt, databaseId: _database, lastAt: _last, ...finding }) => ({
        ...finding,
        facts: { ...finding.facts },
        since: firstAt,
      })),
      metrics: METRICS[row.kind].map(({ name, title, unit }) => ({ metric: name, title, unit })),
    }
  })
}

const told = (findings: readonly FindingRow[], databaseId: string): readonly FindingRow[] =>
  findings.filter((finding) => finding.databaseId === databaseId && isTold(finding, finding))

function shown({ sealedPassword: _password, picture, lacks: _lacks, ...row }: WatchedRow, findings: readonly FindingRow[]) {
  return { ...row, connections: picture?.connections ?? null, findings: findings.length }
}
