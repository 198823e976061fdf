/** What can be wrong with a request about plans. */
import { defineCodes } from '#kit/fault.ts'

export const planCodes = defineCodes('plan', {
  faulty: {
    status: 400,
    retryable: false,
    title: 'The plan has faults; nothing was changed.',
    help: 'Mend the lines or values that are named, then save again.',
  },
  needed_below: {
    status: 409,
    retryable: false,
    title: 'Plans that inherit from this one would break; nothing was changed.',
    help: 'The answer names each of them and what it needs. Change those first.',
  },
  standard_stays: {
    status: 409,
    retryable: false,
    title: 'The standard plan belongs to the program.',
    help: 'Change the plan of the organisation, a client or an application; it overrides the standard.',
  },
  no_holidays: {
    status: 400,
    retryable: false,
    title: 'This file holds no holidays.',
    help: 'Choose an iCalendar file (.ics) whose events last whole days.',
  },
})
