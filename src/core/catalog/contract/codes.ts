/** What can be wrong with a request to the catalog. */
import { defineCodes } from '#kit/fault.ts'

export const catalogCodes = defineCodes('catalog', {
  slug_taken: {
    status: 409,
    retryable: false,
    title: 'This short name is taken.',
    help: 'Choose another short name; archived things keep theirs.',
  },
  name_taken: {
    status: 409,
    retryable: false,
    title: 'This application already has one of that name.',
    help: 'Choose another name, or change the one that is there.',
  },
  dependency_circle: {
    status: 409,
    retryable: false,
    title: 'These dependencies would run in a circle.',
    help: 'Take one of its steps out.',
  },
  archived: {
    status: 409,
    retryable: false,
    title: 'This is archived and cannot be changed.',
    help: 'Bring it back first by setting its state to active.',
  },
  self_application: {
    status: 409,
    retryable: false,
    title: 'Pitcrew’s own application stays.',
    help: 'It shows whether Pitcrew itself is well; it can be renamed but neither archived nor given to a client.',
  },
  too_many_components: {
    status: 409,
    retryable: false,
    title: 'This application has as many components as one graph can show.',
    help: 'Archive components that are gone, or split the application.',
  },
  bad_addresses: {
    status: 400,
    retryable: false,
    title: 'Some lines are no addresses; nothing was added.',
    help: 'Mend the lines that are named, then add them again.',
  },
})
