/** What can go wrong with backups, in words. */
import { defineCodes } from '#kit/fault.ts'

export const backupCodes = defineCodes('backup', {
  export_running: {
    status: 409,
    retryable: true,
    title: 'An export is being taken already.',
    help: 'Wait until it is done; each holds one state of the whole database while it is written.',
  },
  not_there: {
    status: 409,
    retryable: false,
    title: 'There is no whole file of this backup.',
    help: 'It failed, is still being made, or somebody took the file away from the folder for backups.',
  },
})
