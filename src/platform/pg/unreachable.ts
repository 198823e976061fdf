/**
 * Why PostgreSQL does not let the program in, in one sentence that names what to mend. Told at the start and by commands; a
 * running server treats the same errors as an outage (failures.ts).
 */
import pg from 'pg'
import { StartFault, StoreAway } from '../start-fault.ts'
import { codeOf } from './failures.ts'

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const WRONG_SIGN_IN = new Set(['28P01', '28000'])
const NO_SUCH_DATABASE = '3D000'

/** `target` is what the connection was made with. Never shows the password. */
export function unreachable(error: unknown, target: pg.ClientConfig): StartFault {
  const { host, port, user, database } = new pg.Client(target)
  const place = host.startsWith('/') ? host : `${host}:${port}`
  const sentence = `PostgreSQL at ${place} ${sentenceEnd(error, { user, database, isOurs: target.connectionString === undefined })}`
  const code = codeOf(error)
  const isRefused = WRONG_SIGN_IN.has(code) || code === NO_SUCH_DATABASE
  return new (isRefused ? StartFault : StoreAway)(sentence, { cause: error })
}

function sentenceEnd(error: unknown, of: { user?: string | undefined; database?: string | undefined; isOurs: boolean }): string {
  const code = codeOf(error)
  const words = wordsOf(error)
  if (WRONG_SIGN_IN.has(code)) return `refuses the user ${of.user} (${words}): check user and password in DATABASE_URL.`
  if (code === NO_SUCH_DATABASE) return `has no database ${of.database}: create it, or name another one in DATABASE_URL.`
  if (of.isOurs) return `does not answer (${words}): its server is starting or stopping, so try again in a few seconds.`
  return `does not let us in (${words}): check that it runs and that DATABASE_URL is right.`
}

/** A host with several addresses fails with one error for each and no message of its own. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return wordsOf(error.errors[0])
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
