/** One reading of a watched Redis or Valkey. */
import { instant, type Instant } from '#kit/time.ts'
import type { Egress } from '#platform/egress/egress.ts'
import { connectionFindings } from '../../domain/findings.ts'
import { redisFindings } from '../../domain/redis-findings.ts'
import { readInfo, type Info } from '../../domain/redis-info.ts'
import { redisLack } from '../../domain/redis-lacks.ts'
import type { Picture, Reading } from '../../domain/reading.ts'
import type { Target } from '../../domain/target.ts'
import type { Look, Session } from '../probe.ts'
import { Sections } from '../sections.ts'
import { RedisError, type Reply, type RespConnection } from './resp.ts'
import { connectRedis } from './session.ts'

/** Throws ProbeFailed, or what the server or TLS throws. Redis counts no statements, so that there are no texts. */
export async function openRedis(egress: Egress, target: Target): Promise<Session> {
  const connection = await connectRedis(egress, target)
  return {
    read: (look) => readRedis(connection, target, look),
    texts: async () => new Map(),
    close: () => connection.close(),
  }
}

async function readRedis(connection: RespConnection, { username }: Target, look: Look): Promise<Reading> {
  const info = readInfo(String(await connection.command('INFO', 'everything')))
  const sections = new Sections([])
  const max = info.number('maxclients')
  const used = info.number('connected_clients')
  const waiting = info.number('blocked_clients')
  levels(sections, info)
  counters(sections, info)
  const lackOf = (code: string) => (code === 'NOPERM' ? redisLack(username) : undefined)
  const slow = await sections.try(
    'SLOWLOG GET',
    () => slowLog(connection, { at: clockOf(info) ?? look.at, slowMs: look.slowMs }),
    [],
    lackOf,
  )
  const latency = await sections.try('LATENCY LATEST', () => connection.command('LATENCY', 'LATEST'), [], lackOf)
  sections.level('redis.latency.latest', longestSpike(latency))
  for (const [kind, findings] of redisFindings(info)) sections.found(kind, findings)
  sections.found('connections_near_limit', connectionFindings(used === null || max === null ? null : { used, max }))
  const connections = used === null || max === null ? null : { used, max, idle: null, idleInTransaction: null, waiting }
  const picture: Picture = { connections, running: slow, waits: [], tables: [], bytes: info.number('used_memory') }
  return sections.end(
    look,
    `${info.text('server_name') === 'valkey' ? 'Valkey' : 'Redis'} ${info.text('valkey_version') ?? info.text('redis_version') ?? ''}`,
    {
      picture,
      statements: null,
    },
  )
}

function levels(sections: Sections, info: Info): void {
  const used = info.number('used_memory')
  const max = info.number('maxmemory')
  sections.level('redis.clients.connected', info.number('connected_clients'))
  sections.level('redis.clients.blocked', info.number('blocked_clients'))
  sections.level('redis.memory.used', used)
  // Without a limit the host's memory is the limit, which its own figures show.
  sections.level('redis.memory.utilization', used === null || !max ? null : used / max)
  sections.level('redis.memory.fragmentation_ratio', info.number('mem_fragmentation_ratio'))
  sections.level('redis.replication.lag', info.replicationLagBytes())
  sections.level('redis.replication.down', info.text('role') === 'slave' ? Number(info.text('master_link_status') !== 'up') : null)
}

function counters(sections: Sections, info: Info): void {
  const of = (name: string): number => info.number(name) ?? 0
  sections.counters({
    'redis.commands.processed': of('total_commands_processed'),
    'redis.keys.evicted': of('evicted_keys'),
    'redis.keys.expired': of('expired_keys'),
    'redis.connections.rejected': of('rejected_connections'),
    'redis.net.input': of('total_net_input_bytes'),
    'redis.net.output': of('total_net_output_bytes'),
  })
  sections.ratio('redis.keyspace.hit_ratio', of('keyspace_hits'), of('keyspace_misses'))
}

/** The server's own, by which its slow log tells when; null before Redis 6.2. */
function clockOf(info: Info): Instant | null {
  const micros = info.number('server_time_usec')
  return micros === null ? null : instant(Math.floor(micros / MICROSECONDS_PER_MS))
}

/** How far back the slow log is looked at: what happened since about two readings of the usual interval. */
const SLOW_SECONDS = 120
const SLOW_ENTRIES_MAX = 100
const SHOWN_MAX = 20
const MICROSECONDS_PER_MS = 1_000
const MS_PER_SECOND = 1_000

/** Commands that took longer than the support plan allows, the latest first: their names alone, since all else is data. */
async function slowLog(connection: RespConnection, { at, slowMs }: Pick<Look, 'at' | 'slowMs'>): Promise<Picture['running']> {
  const entries = await connection.command('SLOWLOG', 'GET', String(SLOW_ENTRIES_MAX))
  const since = instant(at - SLOW_SECONDS * MS_PER_SECOND)
  return listOf(entries)
    .map((entry) => listOf(entry))
    .filter(([, seconds, micros]) => Number(seconds) * MS_PER_SECOND >= since && Number(micros) / MICROSECONDS_PER_MS >= slowMs)
    .slice(0, SHOWN_MAX)
    .map(([id, , micros, words, , program]) => ({
      pid: String(id),
      user: '',
      program: typeof program === 'string' ? program : '',
      runningMs: Number(micros) / MICROSECONDS_PER_MS,
      waitsFor: null,
      text: String(listOf(words)[0] ?? '').toUpperCase(),
    }))
}

/** The longest of the latest spikes, in seconds; null where the server watches none. */
function longestSpike(latency: Reply): number | null {
  const spikes = listOf(latency).map((event) => Number(listOf(event)[2]))
  return spikes.length === 0 ? null : Math.max(...spikes) / MS_PER_SECOND
}

const listOf = (reply: Reply | undefined): readonly Reply[] =>
  reply instanceof RedisError || reply === null || typeof reply !== 'object' ? [] : reply
