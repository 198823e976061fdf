/** What can be wrong with a file. */
import { defineCodes } from '#kit/fault.ts'

export const attachmentsCodes = defineCodes('attachments', {
  too_large: {
    status: 413,
    retryable: false,
    title: 'This file is too large.',
    help: 'The message names the limit. Put larger files where your team keeps such things, and write their address here.',
  },
  too_many: {
    status: 409,
    retryable: false,
    title: 'This record has as many files as it can have.',
    help: 'Delete files that nobody needs any more, or put several into one archive.',
  },
  audience: {
    status: 400,
    retryable: false,
    title: 'This file cannot have that audience.',
    help: 'Internal records have internal files only; contacts of a client add files that the client sees.',
  },
  incomplete: {
    status: 400,
    retryable: true,
    title: 'The file is not as long as was announced.',
    help: 'Send it again, whole. Nothing was kept of this try.',
  },
  other_content: {
    status: 409,
    retryable: false,
    title: 'Other bytes were sent for this file before.',
    help: 'The file has changed in between. Announce it anew and send it then.',
  },
  not_awaited: {
    status: 409,
    retryable: false,
    title: 'This file is not awaited any more.',
    help: 'It was given up, or announced more than an hour ago. Announce it anew and send it then.',
  },
  content_missing: {
    status: 410,
    retryable: false,
    title: 'The bytes of this file are not in the file store.',
    help: 'Somebody removed them there, or a restored backup came without them. Add the file anew, or bring the file store back.',
  },
})
