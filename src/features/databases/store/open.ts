/** Opens a connection to a watched database of any kind. */
import type { Egress } from '#platform/egress/egress.ts'
import type { Target } from '../domain/target.ts'
import type { Kind } from '../domain/words.ts'
import { openMysql } from './mysql/read.ts'
import { openPostgres } from './postgres/read.ts'
import type { Session } from './probe.ts'
import { openRedis } from './redis/read.ts'

const openers: Readonly<Record<Kind, (egress: Egress, target: Target) => Promise<Session>>> = {
  postgres: openPostgres,
  mysql: openMysql,
  redis: openRedis,
}

/** Throws whatever `failureOf` can name. */
export function openSession(egress: Egress, target: Target): Promise<Session> {
  return openers[target.kind](egress, target)
}
