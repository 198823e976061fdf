/** What can be wrong with a request to the operation of the installation. */
import { defineCodes } from '#kit/fault.ts'

export const operationCodes = defineCodes('operation', {
  unknown_setting: {
    status: 404,
    retryable: false,
    title: 'There is no such setting.',
    help: 'GET /api/pitcrew/v1/settings lists the settings by key.',
  },
  bad_setting: {
    status: 400,
    retryable: false,
    title: 'This setting cannot have this value.',
    help: 'The field says what is expected; the setting’s schema says it for programs.',
  },
  job_not_dead: {
    status: 404,
    retryable: false,
    title: 'There is no dead job of this number.',
    help: 'It ran, was retried or was discarded in the meantime; GET /api/pitcrew/v1/jobs/dead lists what is left.',
  },
  nothing_parked: {
    status: 404,
    retryable: false,
    title: 'Nothing of this record is parked for this reaction.',
    help: 'It may have passed in the meantime; GET /api/pitcrew/v1/reactions/parked lists what is left.',
  },
})
