/** Codes of saved views. */
import { defineCodes } from '#kit/fault.ts'
import { VIEWS_MAX } from '../domain/sharing.ts'

export const viewCodes = defineCodes('views', {
  not_yours: {
    status: 403,
    retryable: false,
    title: 'This view belongs to somebody else.',
    help: 'Save it under a name of your own, or ask its owner or somebody who may share views.',
  },
  may_not_share: {
    status: 403,
    retryable: false,
    title: 'You may keep views for yourself, not share them.',
    help: 'Sharing needs the permission views.share; an owner can grant a role that has it.',
  },
  too_many: {
    status: 409,
    retryable: false,
    title: `Nobody keeps more than ${VIEWS_MAX} views of one kind of record.`,
    help: 'Delete one that you no longer use.',
  },
})
