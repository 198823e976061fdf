/** Codes of maintenance. */
import { defineCodes } from '#kit/fault.ts'

export const maintenanceCodes = defineCodes('maintenance', {
  schedule_not_possible: {
    status: 400,
    retryable: false,
    title: 'This window would never take place, or not like this.',
    help: 'Choose a start that exists and lies ahead, a rule that repeats by days or longer, and a length that ends before the next time.',
  },
  outside_application: {
    status: 400,
    retryable: false,
    title: 'A window is about environments and components of one application.',
    help: 'Choose environments and components of the application that the window is for.',
  },
  follows_plan: {
    status: 409,
    retryable: false,
    title: 'This window follows the support plan.',
    help: 'Change it in the plan; single times of it can be moved or left out here.',
  },
  is_cancelled: {
    status: 409,
    retryable: false,
    title: 'This window is cancelled.',
    help: 'Plan a new one.',
  },
  occurrence_not_changeable: {
    status: 409,
    retryable: false,
    title: 'This time of the window cannot be changed like that.',
    help: 'What is over stays as it was; what is under way can be extended or ended; what comes can be moved to a later time or left out.',
  },
})
