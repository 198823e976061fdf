/** Faults of set-up. */
import { defineCodes } from '#kit/fault.ts'

export const setupCodes = defineCodes('setup', {
  link_wrong: {
    status: 403,
    retryable: false,
    title: 'This is not the set-up link of the last start.',
    help: 'Open the link that Pitcrew printed when it started; each start prints a new one. `docker logs` or the terminal has it.',
  },
  done_already: {
    status: 409,
    retryable: false,
    title: 'Pitcrew is set up already.',
    help: 'Sign in. If you have no account, an owner can invite you; `pitcrew user reset EMAIL` lets an owner in who forgot the password.',
  },
})
