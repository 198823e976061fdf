/** What can be wrong with a comment. */
import { defineCodes } from '#kit/fault.ts'

export const commentsCodes = defineCodes('comments', {
  newer_exists: {
    status: 409,
    retryable: false,
    title: 'Somebody said something that you have not seen.',
    help: 'Read the newer comment, then send yours with its id as seen, or without seen to send it anyway.',
  },
  cannot_be_mentioned: {
    status: 400,
    retryable: false,
    title: 'Somebody whom you mention may not see this comment.',
    help: 'Mention only people who may see the record; for an internal comment these are people of the team.',
  },
  audience: {
    status: 400,
    retryable: false,
    title: 'This comment cannot have that audience.',
    help: 'Internal records have internal comments only; contacts of a client write comments that the client sees.',
  },
  deleted: {
    status: 409,
    retryable: false,
    title: 'This comment is deleted and cannot be changed.',
    help: 'Bring it back first by setting its state to posted.',
  },
})
