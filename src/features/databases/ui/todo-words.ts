/** What there is to do at a database, in the reader's language. */
import { i18n } from '@lingui/core'
import { figure } from '#design/time/format.ts'
import type { Todo } from './client.ts'

interface TodoWords {
  readonly title: string
  /** What to do. */
  readonly what: string
  /** What it wins. */
  readonly wins: string
}

/** A number among the facts of a finding. */
const fact = (facts: Todo['facts'], name: string): string => figure(Number(facts[name] ?? 0), 'count')

const freed = (bytes: number | null): string => (bytes === null ? '' : i18n.t('Frees about {bytes}.', { bytes: figure(bytes, 'bytes') }))

const WORDS: Readonly<Record<Todo['kind'], (todo: Todo) => TodoWords>> = {
  wraparound: ({ facts }) => ({
    title: i18n.t('Transaction ids run out'),
    what: i18n.t('{age} of 2 billion ids are used since the oldest row was frozen, and autovacuum does not catch up. Vacuum {table}.', {
      age: fact(facts, 'age'),
      table: String(facts['table'] ?? ''),
    }),
    wins: i18n.t('The server stops taking writes when none is left.'),
  }),
  foreign_key_without_index: ({ subject, facts }) => ({
    title: i18n.t('Foreign key without an index: {subject}', { subject }),
    what: i18n.t('Index {columns} of {table}.', { columns: String(facts['columns'] ?? ''), table: String(facts['table'] ?? '') }),
    wins: i18n.t('Each delete and each change of a key in {referenced} reads the whole table until then.', {
      referenced: String(facts['referenced'] ?? ''),
    }),
  }),
  sequential_scans: ({ subject, facts }) => ({
    title: i18n.t('Read from end to end: {subject}', { subject }),
    what: i18n.t(
      '{scans} times whole, {rows} rows each time, against {indexed} times by an index. Look for its statements below and index what they search by.',
      {
        scans: fact(facts, 'scans'),
        rows: fact(facts, 'rowsPerScan'),
        indexed: fact(facts, 'indexScans'),
      },
    ),
    wins: i18n.t('A search by an index reads a few rows instead.'),
  }),
  unused_index: ({ subject, facts, winsBytes }) => ({
    title: i18n.t('Index that nothing uses: {subject}', { subject }),
    what: i18n.t('Nothing has searched by it for a week or longer. Look whether a replica uses it, and drop it.'),
    wins: [freed(winsBytes), i18n.t('Every write to {table} becomes cheaper.', { table: String(facts['table'] ?? '') })]
      .filter(Boolean)
      .join(' '),
  }),
  dead_rows: ({ subject, facts }) => ({
    title: i18n.t('Dead rows: {subject}', { subject }),
    what: i18n.t('{dead} dead rows beside {rows} living ones. Vacuum the table, and let autovacuum come earlier.', {
      dead: fact(facts, 'deadRows'),
      rows: fact(facts, 'rows'),
    }),
    wins: i18n.t('Searches skip no dead rows, and their room is used again.'),
  }),
  bloat: ({ subject, winsBytes }) => ({
    title: i18n.t('More room than its rows need: {subject}', { subject }),
    what: i18n.t('Rewrite the table in a quiet hour; it is locked meanwhile. The figure is an estimate from statistics.'),
    wins: freed(winsBytes),
  }),
  connections_near_limit: ({ facts }) => ({
    title: i18n.t('Connections are nearly used up'),
    what: i18n.t('{used} of {max} are taken. Put a pooler in front, or make the pools of the programs smaller.', {
      used: fact(facts, 'used'),
      max: fact(facts, 'max'),
    }),
    wins: i18n.t('The next burst finds a connection.'),
  }),
  memory_near_limit: ({ facts }) => ({
    title: i18n.t('Memory is nearly used up'),
    what: i18n.t('{used} of {max} are taken, and nothing is evicted. Raise the limit, or let it evict what is only cached.', {
      used: figure(Number(facts['used']), 'bytes'),
      max: figure(Number(facts['max']), 'bytes'),
    }),
    wins: i18n.t('At its limit it refuses to write.'),
  }),
  not_persisted: ({ facts }) => ({
    title: i18n.t('Not written to the disk'),
    what: i18n.t('The last try failed: {failed}. Look at its log, at free disk space and at the memory for a fork.', {
      failed: String(facts['failed'] ?? ''),
    }),
    wins: i18n.t('A restart loses what was not written.'),
  }),
  no_memory_limit: ({ facts }) => ({
    title: i18n.t('No limit of memory'),
    what: i18n.t('Set maxmemory below what the host has; {used} are used now.', { used: figure(Number(facts['used']), 'bytes') }),
    wins: i18n.t('Without a limit the system ends it when memory runs out.'),
  }),
}

export const todoWords = (todo: Todo): TodoWords => WORDS[todo.kind](todo)
