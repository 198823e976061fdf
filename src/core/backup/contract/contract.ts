/** Backups: when they are made, which there are, and the key that opens them elsewhere. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'

const BASE = '/api/pitcrew/v1/backups'
const read = { permission: 'backup.backups.read' }
const exports = { permission: 'backup.exports.take' }
const write = { permission: 'backup.backups.write' }

const schedule = {
  everyHours: z.number().int().min(0).max(720).meta({ description: 'Hours from one backup to the next; 0 makes none by itself' }),
  keep: z.number().int().min(1).max(366).meta({ description: 'How many are kept; older files are removed' }),
}

export const backupState = z.object({
  ...schedule,
  folder: z.string().meta({ description: 'Where the files lie, on the machine that makes them' }),
  recoveryKeyMadeAt: instantField
    .nullable()
    .meta({ description: 'null: nobody could read a backup without this installation’s master key' }),
  lastGoodAt: instantField.nullable(),
  version: z.number().int(),
})

export const backup = z.object({
  id: idOf('backup'),
  why: z.enum(['schedule', 'by_hand']),
  state: z.enum(['running', 'done', 'failed']),
  fileName: z.string(),
  startedAt: instantField,
  finishedAt: instantField.nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable().meta({ description: 'Of the file' }),
  seq: z.number().int().nullable().meta({ description: 'The last event of the log that is in it' }),
  hasRecoveryKey: z.boolean().nullable(),
  error: z.string().nullable(),
  checkedAt: instantField.nullable().meta({ description: 'When it was last read to its end' }),
  checkFault: z.string().nullable().meta({ description: 'What was wrong with the file then' }),
})

const params = z.object({ id: idOf('backup') })

export const backupContract = {
  readState: route({
    id: 'backup.readState',
    method: 'GET',
    path: `${BASE}/state`,
    summary: 'Read when backups are made, where they lie, and how old the last good one is.',
    access: read,
    response: backupState,
    versioned: 'read',
  }),
  changeSchedule: route({
    id: 'backup.changeSchedule',
    method: 'PATCH',
    path: `${BASE}/state`,
    summary: 'Change when backups are made and how many are kept.',
    access: write,
    body: z.object(schedule),
    response: backupState,
    versioned: 'write',
  }),
  makeRecoveryKey: route({
    id: 'backup.makeRecoveryKey',
    method: 'POST',
    path: `${BASE}/recovery-keys`,
    summary: 'Make a recovery key. It is shown once, and opens every backup that is made from now on.',
    access: write,
    fresh: true,
    response: z.object({ recoveryKey: z.string() }),
    status: 201,
    perMinute: 10,
  }),
  listBackups: route({
    id: 'backup.listBackups',
    method: 'GET',
    path: BASE,
    summary: 'List backups, newest first.',
    access: read,
    query: z.object(pageQuery),
    response: pageOf(backup),
  }),
  makeBackup: route({
    id: 'backup.makeBackup',
    method: 'POST',
    path: BASE,
    summary: 'Make a backup now, in the background; answers the one that is being made when there is one.',
    access: write,
    response: backup,
    status: 202,
    perMinute: 10,
  }),
  checkBackup: route({
    id: 'backup.checkBackup',
    method: 'POST',
    path: `${BASE}/:id/checks`,
    summary: 'Read a backup to its end in the background and compare every digest.',
    access: write,
    params,
    response: backup,
    status: 202,
    perMinute: 10,
  }),
  downloadBackup: route({
    id: 'backup.downloadBackup',
    method: 'GET',
    path: `${BASE}/:id/file`,
    summary: 'Save the file of a backup. It is encrypted.',
    access: write,
    fresh: true,
    params,
    stream: { mediaType: 'application/octet-stream', fileName: 'pitcrew.backup' },
    perMinute: 10,
  }),
  readExport: route({
    id: 'backup.readExport',
    method: 'GET',
    path: '/api/pitcrew/v1/export',
    summary: 'Read what a full export would hold now, and what it leaves out.',
    access: exports,
    fresh: true,
    response: z.object({
      seq: z.number().int().meta({ description: 'The last event of the log that would be in it' }),
      tables: z.array(z.string()),
      measured: z.array(z.string()),
      files: z.boolean().meta({ description: 'false: files lie in a bucket of one’s own' }),
      leftOut: z.array(z.object({ what: z.string().meta({ description: 'A table, or a column as table.column' }), reason: z.string() })),
    }),
    perMinute: 20,
  }),
  takeExport: route({
    id: 'backup.takeExport',
    method: 'GET',
    path: '/api/pitcrew/v1/export/archive',
    summary: 'Save a full export as one archive of lines of JSON and files, in one snapshot and without secrets. It is not encrypted.',
    access: exports,
    fresh: true,
    stream: { mediaType: 'application/gzip', fileName: 'pitcrew-export.tar.gz' },
    perMinute: 10,
  }),
} satisfies Contract
