/** Codes of checks. */
import { defineCodes } from '#kit/fault.ts'
import { CHECKS_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'

export const checksCodes = defineCodes('checks', {
  does_not_fit: {
    status: 400,
    retryable: false,
    title: 'The attempts of one look do not fit into the interval.',
    help: 'All attempts together, with two seconds between them, must end before the next look begins. Lower the time limit or the retries, or look less often.',
  },
  kind_stays: {
    status: 409,
    retryable: false,
    title: 'A check keeps its kind.',
    help: 'Make a new check: what was found by another kind of look cannot be compared.',
  },
  too_many_checks: {
    status: 409,
    retryable: false,
    title: 'This environment has as many checks as it can have.',
    help: `Delete one that is not needed any more. An environment has at most ${CHECKS_PER_ENVIRONMENT_MAX}.`,
  },
  environment_rests: {
    status: 409,
    retryable: false,
    title: 'The environment or its application is archived.',
    help: 'Bring it back before adding checks to it.',
  },
  no_heartbeat: {
    status: 409,
    retryable: false,
    title: 'This check asks by itself and has no address to report to.',
    help: 'Only a check of kind heartbeat has one.',
  },
})
