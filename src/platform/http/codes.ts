/** Faults of the HTTP side itself. */
import { defineCodes } from '#kit/fault.ts'

export const httpCodes = defineCodes('http', {
  cross_site: {
    status: 403,
    retryable: false,
    title: 'This request came from another site.',
    help: 'Changes with a session cookie are accepted only from the address in PUBLIC_URL. Scripts send an API key instead of a cookie.',
  },
  request_running: {
    status: 409,
    retryable: true,
    title: 'A request with this idempotency key is still being carried out.',
    help: 'Repeat it after Retry-After seconds; you will get the answer of the first one.',
  },
  answer_lost: {
    status: 409,
    retryable: false,
    title: 'An earlier request with this idempotency key took effect, but its answer was lost.',
    help: 'Nothing was done twice. Read the current state instead of repeating the request.',
  },
  too_many_streams: {
    status: 429,
    retryable: true,
    title: 'Too many live streams are open.',
    help: 'Close other windows, or share one stream between them.',
  },
  console_missing: {
    status: 503,
    retryable: false,
    title: 'The console has not been built.',
    help: 'Run `npm run build` in the folder of the program, or start it with `npm start`, which builds it.',
  },
  upload_broken: {
    status: 400,
    retryable: true,
    title: 'The file did not arrive whole.',
    help: 'The connection ended early. Send the file again; nothing was kept of the first try.',
  },
  address_unusable: {
    status: 500,
    retryable: false,
    title: 'The address cannot be listened on.',
    help: 'The message says why; HOST and PORT decide the address.',
  },
})
