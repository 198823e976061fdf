/** What can go wrong with errors, in words for whoever sends them or works on them. */
import { defineCodes } from '#kit/fault.ts'
import { ITEMS_MAX } from '../domain/limits.ts'

export const errorsCodes = defineCodes('errors', {
  malformed: {
    status: 400,
    retryable: false,
    title: 'The body is no envelope.',
    help: 'Taken are envelopes and events as Sentry’s clients send them. Nothing of the request was kept.',
  },
  too_many_items: {
    status: 413,
    retryable: false,
    title: 'The envelope holds too many items.',
    help: `Send at most ${ITEMS_MAX.toLocaleString('en')} at once. Nothing of the request was kept.`,
  },
  over_quota: {
    status: 429,
    retryable: true,
    title: 'More errors come for this environment than are taken.',
    help: 'Wait as long as Retry-After says; Sentry’s clients do so by themselves. A sample rate below 1 shows the same kinds of errors.',
  },
  origin_refused: {
    status: 403,
    retryable: false,
    title: 'Errors of this page are not taken.',
    help: 'Add the origin of the page to those of the environment. Nothing of the request was kept.',
  },
  other_project: {
    status: 403,
    retryable: false,
    title: 'This key belongs to another project.',
    help: 'Copy the whole DSN from the sources of the application; the number at its end goes with the key.',
  },
  not_a_source_map: {
    status: 400,
    retryable: false,
    title: 'This is no source map that is taken.',
    help: 'Taken are maps of version 3 as bundlers write them beside a script, also in sections. Nothing was kept.',
  },
  file_missing: {
    status: 410,
    retryable: false,
    title: 'The bytes of this file are not in the file store.',
    help: 'Somebody removed them there, or a restored backup came without them. What is known of the error stays.',
  },
  unknown_assignee: {
    status: 400,
    retryable: false,
    title: 'This person cannot be given errors.',
    help: 'Choose somebody who is active and whose roles let them see errors of that application.',
  },
  merged: {
    status: 409,
    retryable: false,
    title: 'The errors of this group count for another one.',
    help: 'Change the group that it is merged into, or split it off first.',
  },
  not_mergeable: {
    status: 409,
    retryable: false,
    title: 'These groups cannot be merged.',
    help: 'Two groups of one environment can, as long as neither of them is merged already.',
  },
})
