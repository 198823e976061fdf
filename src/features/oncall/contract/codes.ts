/** Codes of on-call. */
import { defineCodes } from '#kit/fault.ts'
import { SCHEDULES_MAX } from '../domain/limits.ts'

export const oncallCodes = defineCodes('oncall', {
  nobody_there: {
    status: 409,
    retryable: false,
    title: 'Somebody named here is not an active person any more.',
    help: 'Choose people who can sign in; somebody who has left cannot be on duty.',
  },
  too_many_schedules: {
    status: 409,
    retryable: false,
    title: 'There are as many duty schedules as there can be.',
    help: `Delete one that is not used any more; there are at most ${SCHEDULES_MAX}.`,
  },
  too_many_overrides: {
    status: 409,
    retryable: false,
    title: 'This schedule has too many overrides ahead.',
    help: 'Change the rotation instead of overriding every shift.',
  },
  already_over: {
    status: 409,
    retryable: false,
    title: 'That time is over already.',
    help: 'Choose a time that ends in the future.',
  },
  swap_settled: {
    status: 409,
    retryable: false,
    title: 'This swap is settled already.',
    help: 'Look at the schedule again; it shows who is on duty now.',
  },
  not_on_duty: {
    status: 409,
    retryable: false,
    title: 'Whoever gives a shift away must be on duty for the whole of it.',
    help: 'Choose a time within one of their shifts, or override the schedule instead.',
  },
  schedule_in_use: {
    status: 409,
    retryable: false,
    title: 'An application escalates to this schedule.',
    help: 'Change how those applications escalate first; otherwise their pages would reach nobody.',
  },
  page_over: {
    status: 409,
    retryable: false,
    title: 'This page is over.',
    help: 'What it was about has ended, or somebody resolved it. Nothing needs to be done.',
  },
})
