/** Codes of tasks. */
import { defineCodes } from '#kit/fault.ts'

export const taskCodes = defineCodes('tasks', {
  unknown_assignee: {
    status: 400,
    retryable: false,
    title: 'This person cannot be given work.',
    help: 'Choose somebody who is active and whose roles let them see tasks of that client or application.',
  },
  unknown_place: {
    status: 400,
    retryable: false,
    title: 'There is no such client or application.',
    help: 'Name an application, or a client, or neither; of an application its client follows.',
  },
  placed_by_record: {
    status: 409,
    retryable: false,
    title: 'This task is where the record is that it belongs to.',
    help: 'Change the client or application of that record instead.',
  },
})
