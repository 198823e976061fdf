/** What can go wrong when targets are made and changed. */
import { defineCodes } from '#kit/fault.ts'

export const scrapingCodes = defineCodes('scraping', {
  too_many_targets: {
    status: 409,
    retryable: false,
    title: 'This environment has as many scrape targets as it can have.',
    help: 'Delete one that is not needed any more, or let a Prometheus of your own scrape and send by remote write.',
  },
  secret_needed: {
    status: 409,
    retryable: false,
    title: 'The address leads to another place, so the secret must be given again.',
    help: 'A secret is sent only to the host and port that it was given for. Give it with the new address, or say that none is needed.',
  },
})
