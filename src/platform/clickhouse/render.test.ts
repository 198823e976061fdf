import { describe, expect, test } from 'vitest'
import type { MigrationFile } from '../migrations.ts'
import { renderMigration, type Form } from './render.ts'

const CLUSTER: Form = { kind: 'cluster', cluster: 'main', database: 'pitcrew' }
const file = (sql: string): MigrationFile => ({ name: 'x.sql', path: 'src/x.sql', sql })

const SAMPLES = file(`
-- What was measured; seconds since 1970.
create table if not exists {table samples by series} (
  series UInt64 codec(ZSTD(1)), -- a hash; "series" {not a placeholder}
  t DateTime,
  note String default 'a;b'
)
engine = {engine ReplacingMergeTree(run)}
order by (series, t)
{settings ttl_only_drop_parts = 1};

alter table {columns of samples} add column if not exists v Float64;
alter table {stored samples} modify ttl t + toIntervalDay(7);
`)

const columns = "( series UInt64 codec(ZSTD(1)), t DateTime, note String default 'a;b' )"

test('the embedded engine gets ordinary tables that remember the tokens of inserts', () => {
  expect(renderMigration(SAMPLES, { kind: 'embedded' })).toEqual([
    `create table if not exists samples ${columns} engine = ReplacingMergeTree(run) order by (series, t) settings ttl_only_drop_parts = 1, non_replicated_deduplication_window = 10000`,
    'alter table samples add column if not exists v Float64',
    'alter table samples modify ttl t + toIntervalDay(7)',
  ])
})

test('a single server is told to survive a power cut, which the embedded engine has in its configuration', () => {
  expect(renderMigration(SAMPLES, { kind: 'server' })[0]).toMatch(
    /settings ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000$/,
  )
})

test('a cluster gets a replicated table on each node and a distributed one over them; changes of columns reach both', () => {
  expect(renderMigration(SAMPLES, CLUSTER)).toEqual([
    `create table if not exists \`pitcrew\`.samples_local on cluster 'main' ${columns} engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', run) order by (series, t) settings ttl_only_drop_parts = 1, replicated_deduplication_window = 10000`,
    "create table if not exists `pitcrew`.samples on cluster 'main' as `pitcrew`.samples_local engine = Distributed('main', `pitcrew`, samples_local, series)",
    "alter table `pitcrew`.samples_local on cluster 'main' add column if not exists v Float64",
    "alter table `pitcrew`.samples on cluster 'main' add column if not exists v Float64",
    "alter table `pitcrew`.samples_local on cluster 'main' modify ttl t + toIntervalDay(7)",
  ])
})

describe('a migration that is written wrongly is refused with its file and the reason', () => {
  test.each([
    [
      'no sharding expression',
      'create table if not exists {table a} (b UInt8) engine = {engine MergeTree} order by b {settings};',
      'by <expression>',
    ],
    ['not repeatable', 'create table {table a by b} (b UInt8) engine = {engine MergeTree} order by b {settings};', 'if not exists'],
    ['a bare engine', 'create table if not exists {table a by b} (b UInt8) engine = MergeTree order by b {settings};', '{engine …}'],
    ['no settings', 'create table if not exists {table a by b} (b UInt8) engine = {engine MergeTree} order by b;', '{settings …}'],
    ['an unknown placeholder', 'drop table if exists {tabel a};', '{tabel a}'],
  ])('%s', (_what, sql, words) => {
    expect(() => renderMigration(file(sql), CLUSTER)).toThrow(words)
    expect(() => renderMigration(file(sql), CLUSTER)).toThrow('src/x.sql')
  })
})
