/** What can be wrong with watching a database. */
import { defineCodes } from '#kit/fault.ts'

export const databasesCodes = defineCodes('databases', {
  name_taken: {
    status: 409,
    retryable: false,
    title: 'Another database of this environment has this name.',
    help: 'Choose another name.',
  },
  too_many: {
    status: 409,
    retryable: false,
    title: 'This application has as many watched databases as it can have.',
    help: 'Remove one that nobody needs any more.',
  },
  password_needed: {
    status: 400,
    retryable: false,
    title: 'The password must be given again.',
    help: 'A password is only sent where it was meant for: with another host, another port or weaker TLS, give it anew.',
  },
  archived: {
    status: 409,
    retryable: false,
    title: 'The environment is archived.',
    help: 'Bring the environment back before watching its databases.',
  },
  unknown_metric: {
    status: 404,
    retryable: false,
    title: 'There is no such metric.',
    help: 'GET /api/pitcrew/v1/databases/{id} lists those of its kind.',
  },
})
