/** Which metrics say how much of a thing is used, and of what. Pure. */
import type { GaugeKind, Unit } from './words.ts'

export type Labels = Readonly<Record<string, string>>

export interface Measure {
  readonly metric: string
  readonly kind: GaugeKind
  /** What of an hour counts: a full disk is full for a moment too, a processor that is busy for a second is not. */
  readonly of: 'avg' | 'max'
}

/** OpenTelemetry's names, which our agent and the readings of watched databases have too. */
export const MEASURES: readonly Measure[] = [
  { metric: 'system.filesystem.utilization', kind: 'disk', of: 'max' },
  { metric: 'system.memory.utilization', kind: 'memory', of: 'avg' },
  { metric: 'system.cpu.utilization', kind: 'cpu', of: 'avg' },
  { metric: 'system.network.io.rate', kind: 'network', of: 'avg' },
  { metric: 'postgresql.connection.utilization', kind: 'connections', of: 'max' },
  { metric: 'mysql.connection.utilization', kind: 'connections', of: 'max' },
  { metric: 'redis.memory.utilization', kind: 'database_memory', of: 'max' },
  { metric: 'postgresql.db_size', kind: 'database_size', of: 'max' },
  { metric: 'mysql.db_size', kind: 'database_size', of: 'max' },
]

export interface Traits {
  readonly unit: Unit
  /** It becomes more until it is full; what is not in here comes and goes. */
  readonly fills: boolean
  /** Where there is no more of it, in its unit; null where the unit knows none. */
  readonly full: number | null
  /** The support plan's name of its limit; null: that of a disk, since the plan has none. */
  readonly signal: 'disk_used' | 'memory' | 'cpu' | 'network' | null
}

export const TRAITS: Readonly<Record<GaugeKind, Traits>> = {
  disk: { unit: '1', fills: true, full: 1, signal: 'disk_used' },
  memory: { unit: '1', fills: false, full: 1, signal: 'memory' },
  cpu: { unit: '1', fills: false, full: 1, signal: 'cpu' },
  network: { unit: 'By/s', fills: false, full: null, signal: 'network' },
  connections: { unit: '1', fills: true, full: 1, signal: null },
  database_memory: { unit: '1', fills: true, full: 1, signal: null },
  database_size: { unit: 'By', fills: true, full: null, signal: null },
}

/** What one gauge is about. */
export interface Subject {
  readonly kind: GaugeKind
  /** Name of the host, or address of the database. */
  readonly host: string
  /** Mount point, direction or name of the database; empty for the host as a whole. */
  readonly part: string
  /** On the wire (`dbs_…`); null for hosts. */
  readonly database: string | null
}

/** How one series counts among those of its subject. */
export interface Sorted {
  readonly subject: Subject
  /** It tells what is free; what is used is the rest. */
  readonly isFree: boolean
}

const first = (labels: Labels, names: readonly string[]): string =>
  names.map((name) => labels[name] ?? '').find((each) => each !== '') ?? ''

const HOST = ['host.name', 'instance', 'server.address']
const PARTS: Readonly<Record<GaugeKind, readonly string[]>> = {
  disk: ['system.filesystem.mountpoint', 'mountpoint'],
  memory: [],
  cpu: [],
  network: ['network.io.direction', 'direction'],
  connections: ['db.namespace'],
  database_memory: ['db.namespace'],
  database_size: ['db.namespace'],
}
/** OpenTelemetry's collector tells a share for each state, our agent one for all. */
const STATES: Readonly<Partial<Record<GaugeKind, readonly string[]>>> = {
  disk: ['system.filesystem.state', 'state'],
  memory: ['system.memory.state', 'state'],
  cpu: ['cpu.mode', 'system.cpu.state', 'state'],
}
/** Images that are full from their first day and stay so. */
const IMAGES: readonly string[] = ['squashfs', 'iso9660', 'erofs']

/** Undefined for a series that says nothing of what is used, or of something that nobody can fill. */
export function sortSeries(kind: GaugeKind, labels: Labels): Sorted | undefined {
  const state = first(labels, STATES[kind] ?? [])
  const isFree = kind === 'cpu' && state === 'idle'
  if (state !== '' && state !== 'used' && !isFree) return undefined
  if (kind === 'disk' && (first(labels, ['system.filesystem.mode', 'mode']) === 'ro' || isImage(labels))) return undefined
  const database = labels['pitcrew.database.id'] ?? null
  return { isFree, subject: { kind, host: first(labels, HOST), part: first(labels, PARTS[kind]), database } }
}

const isImage = (labels: Labels): boolean => IMAGES.includes(first(labels, ['system.filesystem.type', 'type']))

/** Tells subjects of one environment apart; the same for as long as host and part are called the same. */
export const keyOf = ({ kind, host, part, database }: Subject): string => [kind, host, part, database ?? ''].join('\n')
