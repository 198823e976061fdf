/** What can be wrong with a request about an incident. */
import { defineCodes } from '#kit/fault.ts'

export const incidentsCodes = defineCodes('incidents', {
  not_now: {
    status: 409,
    retryable: false,
    title: 'This cannot be done with the incident as it stands.',
    help: 'The answer says what stands in the way; read the incident again.',
  },
  still_lasts: {
    status: 409,
    retryable: false,
    title: 'An incident that lasts cannot be deleted.',
    help: 'Resolve it first, for example as a false alarm.',
  },
  too_many: {
    status: 409,
    retryable: false,
    title: 'An incident has no room for more of these.',
    help: 'Put longer reports into files, and say in a comment who else is to know.',
  },
  too_many_playbooks: {
    status: 409,
    retryable: false,
    title: 'There is no room for another playbook.',
    help: 'Remove those that nobody applies, or bring several together.',
  },
  review_is_finished: {
    status: 409,
    retryable: false,
    title: 'This review is finished.',
    help: 'Open it again to change it.',
  },
  unknown_place: {
    status: 400,
    retryable: false,
    title: 'There is no such application, environment or component.',
    help: 'Environment and components must be of the application.',
  },
  unknown_person: {
    status: 400,
    retryable: false,
    title: 'This person cannot work on the incident.',
    help: 'Choose somebody who is active and whose roles let them see incidents there.',
  },
})
