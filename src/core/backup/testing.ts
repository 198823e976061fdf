/** Sample calls for tests. */
import type { Samples } from '#test/support/samples.ts'

/** One valid call for each route of this part. The sweep waits for no backup, so those of a file find none yet. */
export const samples: Samples = {
  'backup.readExport': () => ({}),
  'backup.takeExport': () => ({}),
  'backup.readState': () => ({}),
  'backup.changeSchedule': async (world) => ({
    body: { everyHours: 12, keep: 3 },
    ifMatch: (await world.call('backup.readState')).version,
  }),
  'backup.makeRecoveryKey': () => ({}),
  'backup.listBackups': () => ({}),
  'backup.makeBackup': () => ({}),
  'backup.checkBackup': () => ({ params: { id: 'bak_01hm65w00070080000000000fg' }, refusedWith: 404 }),
  'backup.downloadBackup': () => ({ params: { id: 'bak_01hm65w00070080000000000fg' }, refusedWith: 404 }),
}
