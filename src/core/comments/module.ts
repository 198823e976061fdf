/** What comments contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { commentEvents } from '#events/comments.ts'
import { enterSearchDue } from './actions/enter-search.ts'
import { commentsPersonal, commentsRetention } from './actions/erasure.ts'
import { commentsCodes } from './contract/codes.ts'
import { commentsContract } from './contract/contract.ts'
import { MODERATE_COMMENTS, READ_COMMENTS, WRITE_COMMENTS } from './domain/permissions.ts'
import { commentsHandlers } from './http/handlers.ts'
import { commentNotifies } from './notifies.ts'

export const commentsModule: ModuleFactory = (platform) => ({
  name: 'comments',
  codes: [commentsCodes],
  events: commentEvents,
  permissions: [
    { name: READ_COMMENTS, allows: 'Read comments on records that one may see, and watch these records.' },
    { name: WRITE_COMMENTS, allows: 'Comment on records that one may see, and mention people.' },
    { name: MODERATE_COMMENTS, allows: 'Delete comments of others.' },
  ],
  contract: commentsContract,
  handlers: commentsHandlers(platform),
  due: [enterSearchDue(platform)],
  notifies: commentNotifies,
  personal: commentsPersonal,
  retention: commentsRetention,
})
