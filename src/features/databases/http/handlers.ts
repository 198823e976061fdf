/** From routes to actions and queries. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller } from '#core/identity/public.ts'
import { changeDatabase, createDatabase, deleteDatabase } from '../actions/databases.ts'
import { tryDatabase } from '../actions/try-database.ts'
import type { databasesContract } from '../contract/contract.ts'
import { readCourse } from '../queries/course.ts'
import { listDatabases, readDatabase } from '../queries/databases.ts'
import { listSlowStatements } from '../queries/slow-statements.ts'
import { listStatements } from '../queries/statements.ts'

type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'secrets' | 'egress' | 'clickhouse'>

export function databasesHandlers(platform: Needs): HandlersOf<typeof databasesContract> {
  const by = (context: RequestContext) => ({ platform, caller: anyCaller(context.caller) })
  return {
    listDatabases: ({ params }, context) => listDatabases(by(context), params.id),
    createDatabase: async ({ body }, context) => readDatabase(by(context), await createDatabase(by(context), body)),
    readDatabase: ({ params }, context) => readDatabase(by(context), params.id),
    changeDatabase: async ({ params, body }, context) => {
      await changeDatabase(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readDatabase(by(context), params.id)
    },
    deleteDatabase: async ({ params }, context) => {
      await deleteDatabase(by(context), params.id)
      return undefined
    },
    tryDatabase: ({ body }, context) => tryDatabase(by(context), body),
    listStatements: ({ params, query }, context) => listStatements(by(context), { id: params.id, from: query.from, to: query.to }),
    listSlowStatements: ({ params, query }, context) =>
      listSlowStatements(by(context), { applicationId: params.id, environmentId: query.environmentId }),
    readCourse: ({ params, query: { from, to, points } }, context) =>
      readCourse(by(context), { id: params.id, metric: params.metric, range: { from, to, points } }),
  }
}
