/** What can go wrong when mapping rules are written. */
import { defineCodes } from '#kit/fault.ts'

export const mappingCodes = defineCodes('mapping', {
  environment_elsewhere: {
    status: 409,
    retryable: false,
    title: 'A rule names an environment that is archived or belongs elsewhere.',
    help: 'Rules of an application assign to its environments, rules of a client to those of its applications.',
  },
})
