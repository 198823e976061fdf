/** What can go wrong with stored files, in words. */
import { defineCodes } from '#kit/fault.ts'

export const filesCodes = defineCodes('files', {
  unavailable: {
    status: 503,
    retryable: true,
    title: 'The file store is not answering.',
    help: 'Try again. `pitcrew doctor` writes and reads a small file and says what is wrong.',
  },
  no_space: {
    status: 507,
    retryable: true,
    title: 'There is no room left for files.',
    help: 'Free some space on the disk of the data folder, then try again. Nothing was stored in part.',
  },
  refused: {
    status: 503,
    retryable: true,
    title: 'The place for files refuses what is to be put there.',
    help: 'Give the account or the access key the right to write and remove there; the log has the words of the other side.',
  },
  missing: {
    status: 503,
    retryable: true,
    title: 'The folder or bucket for files is not there.',
    help: 'Make it, mount it, or correct the setting that names it. It is not made by itself, so that nothing lands below a disk that is not mounted.',
  },
})
