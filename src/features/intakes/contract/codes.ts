/** What can go wrong with what tools send, in words for whoever set them up. */
import { defineCodes } from '#kit/fault.ts'
import { ALERTS_PER_REQUEST_MAX, SOURCES_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'

export const intakeCodes = defineCodes('intakes', {
  alerts_refused: {
    status: 400,
    retryable: false,
    title: 'Some alerts were not taken.',
    help: 'The answer counts them by reason. The other alerts of the request were taken, so sending it again does not help.',
  },
  too_many_alerts: {
    status: 413,
    retryable: false,
    title: 'The request holds too many alerts.',
    help: `At most ${ALERTS_PER_REQUEST_MAX} are taken at once; nothing of the request was taken.`,
  },
  unknown_key: {
    status: 400,
    retryable: false,
    title: 'No alert source has this key.',
    help: 'Copy the key of the alert source again, or renew it.',
  },
  wrong_kind: {
    status: 400,
    retryable: false,
    title: 'This alert source is of another kind.',
    help: 'The page of the alert source shows the address for its kind.',
  },
  wrong_signature: {
    status: 401,
    retryable: false,
    title: 'The signature does not fit.',
    help: 'Copy the client secret of the integration into the alert source again.',
  },
  archived: {
    status: 409,
    retryable: false,
    title: 'The environment of this alert source is archived.',
    help: 'Bring the environment and its application back, or remove the tool.',
  },
  too_many_sources: {
    status: 409,
    retryable: false,
    title: 'This environment has as many alert sources as it can have.',
    help: `It can have ${SOURCES_PER_ENVIRONMENT_MAX}; remove one that is not used any more.`,
  },
})
