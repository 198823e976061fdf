/** What can go wrong with backups, in words. */
import { defineCodes } from '#kit/fault.ts'

export const backupCodes = defineCodes('backup', {
  not_there: {
    status: 409,
    retryable: false,
    title: 'There is no whole file of this backup.',
    help: 'It failed, is still being made, or somebody took the file away from the folder for backups.',
  },
})
