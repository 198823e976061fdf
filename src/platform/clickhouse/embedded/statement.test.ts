import { describe, expect, test } from 'vitest'
import { readStatement, RefusedSql } from './statement.ts'

describe('an insert is split where its rows begin', () => {
  test.each([
    ['rows in the body', 'INSERT INTO t FORMAT Native', { head: 'INSERT INTO t ', settings: '', format: 'Native', inline: '' }],
    ['columns', 'insert into d.t (a, `b`) format CSV', { head: 'insert into d.t (a, `b`) ', settings: '', format: 'CSV', inline: '' }],
    [
      'settings',
      'insert into t settings x = 1 format CSV',
      { head: 'insert into t ', settings: 'settings x = 1 ', format: 'CSV', inline: '' },
    ],
    [
      'a comment before',
      '/* name */ insert into t format CSV',
      { head: '/* name */ insert into t ', settings: '', format: 'CSV', inline: '' },
    ],
    ['rows in the statement', 'insert into t format CSV\n1\n2', { head: 'insert into t ', settings: '', format: 'CSV', inline: '1\n2' }],
    [
      'values',
      "insert into t (a) values (1), ('x\n\ndrop table t')",
      { head: 'insert into t (a) ', settings: '', format: 'Values', inline: "(1), ('x\n\ndrop table t')" },
    ],
    ['a table named format', 'insert into format format CSV', { head: 'insert into format ', settings: '', format: 'CSV', inline: '' }],
    [
      'rows that are no SQL',
      "insert into t format TSV\nit's $1 file(",
      { head: 'insert into t ', settings: '', format: 'TSV', inline: "it's $1 file(" },
    ],
  ])('%s', (_what, sql, expected) => {
    expect(readStatement(sql)).toMatchObject({ kind: 'insert', ...expected })
  })

  test('an insert from a query is an ordinary statement', () => {
    expect(readStatement("insert into t select 'format', 1 as format from numbers(1)")).toMatchObject({ kind: 'other' })
  })
})

test('the parameters of a statement are known, those in texts are none', () => {
  const sql = "select {a:String}, { b : Map(String, String) }, '{c:String}', map('d', 1) from {t:Identifier}"
  expect(readStatement(sql).parameters).toEqual(['a', 'b', 't'])
})

describe('ordinary statements run', () => {
  test.each([
    'select 1',
    'select 1;',
    '(select 1) union all (select 2)',
    'with 1 as x select x',
    'select file, url, "from" from t',
    "select 'file(1) into outfile'",
    "select trim(both ' ' from a) from t",
    'select * from numbers(10) format JSONEachRow',
    'select engine from system.tables',
    'insert into t select * from u',
    "create table if not exists t (a UInt64) engine = ReplicatedReplacingMergeTree('/x', '{replica}', run) order by a",
    'create database if not exists d engine = Atomic',
    'create materialized view v to t as select 1',
    'create or replace view v as select 1',
    'alter table t drop partition tuple()',
    'optimize table t final',
    "kill query where query_id = 'x' async",
    'explain ast select 1',
    'show tables',
    "backup table t to File('one.zip')",
    "restore table t from File('one.zip')",
    'system flush logs',
    'system stop merges',
  ])('%s', (sql) => {
    expect(readStatement(sql)).toMatchObject({ kind: 'other', sql })
  })
})

describe('whatever reaches outside of the store is refused', () => {
  const FUNCTIONS = [
    'file',
    'url',
    'remote',
    'remoteSecure',
    's3',
    's3Cluster',
    'hdfs',
    'postgresql',
    'mysql',
    'mongodb',
    'redis',
    'sqlite',
    'jdbc',
    'odbc',
    'executable',
    'input',
    'cluster',
    'clusterAllReplicas',
    'azureBlobStorage',
    'gcs',
    'iceberg',
    'deltaLake',
    'python',
    'eval',
    'filesystem',
  ]
  test.each(FUNCTIONS)('the function %s, however it is written', (name) => {
    const disguises = [
      name,
      name.toUpperCase(),
      `\`${name}\``,
      `"${name}"`,
      `${name} `,
      `${name}\n`,
      `${name}/**/`,
      `${name}--\n`,
      `${name} /* ( */ `,
      `${name}#!\n`,
    ]
    for (const disguise of disguises) expect(() => readStatement(`select * from ${disguise}('x')`), disguise).toThrow(RefusedSql)
  })

  test.each([
    ["select 1 into outfile 'x'"],
    ["select 1 INTO /* */ Outfile 'x'"],
    ["insert into t from infile 'x' format CSV"],
    ["insert into function file('x') select 1"],
    ["insert into table function url('http://x') select 1"],
    ["select * from 'x.csv'"],
    ["select * from t join 'x.csv' using a"],
    ["describe table 'x.csv'"],
    ["insert into t select * from file('x')"],
    ["create table t as file('x')"],
    ["select * from t where a in (select b from url('http://x'))"],
    ["with f as (select * from s3('x')) select * from f"],
    ["explain select * from file('x')"],
  ])('%s', (sql) => {
    expect(() => readStatement(sql)).toThrow(RefusedSql)
  })

  test.each([
    'File(CSV)',
    "URL('http://x')",
    "S3('x')",
    "MySQL('h', 'd', 't', 'u', 'p')",
    "PostgreSQL('h')",
    'Kafka',
    "Executable('x')",
    'Dictionary(d)',
    "FileLog('x')",
    "EmbeddedRocksDB(1, 'x')",
  ])('a table with the engine %s', (engine) => {
    expect(() => readStatement(`create table t (a String) engine = ${engine}`)).toThrow(RefusedSql)
    expect(() => readStatement(`create table t (a String) ENGINE /**/ ${engine}`)).toThrow(RefusedSql)
  })

  test.each([
    ["create database d engine = MySQL('h', 'd', 'u', 'p')"],
    ['create database d engine = Filesystem'],
    ["create dictionary d (a UInt64) primary key a source(http(url 'http://x')) layout(flat()) lifetime(1)"],
    ['create or replace dictionary d (a UInt64) primary key a'],
    ['create function f as x -> x'],
    ['create named collection c as a = 1'],
    ["create user u identified by 'x'"],
    ['grant all on *.* to u'],
    ["attach table t from '/x' (a UInt64) engine = MergeTree order by a"],
    ['attach database d'],
    ["backup table t to Disk('d', 'x')"],
    ["backup table t to S3('x')"],
    ["restore table t from AzureBlobStorage('x')"],
    ["alter table t fetch partition 1 from '/x'"],
  ])('%s', (sql) => {
    expect(() => readStatement(sql)).toThrow(RefusedSql)
  })
})

describe('whatever outlives the request or stops the store is refused', () => {
  test.each([
    'system shutdown',
    'SYSTEM /**/ KILL',
    'system reload config',
    'set max_threads = 1',
    'use system',
    'set role all',
    'kill query where 1 sync',
    'create temporary table t (a UInt64)',
    'select 1; drop table t',
    'select 1;;',
    'insert into t select 1; drop table t',
    "'select' 1",
  ])('%s', (sql) => {
    expect(() => readStatement(sql)).toThrow(RefusedSql)
  })
})

test('an empty statement says so', () => {
  expect(() => readStatement(' -- nothing\n')).toThrow('the statement is empty')
})
