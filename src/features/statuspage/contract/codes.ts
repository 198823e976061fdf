/** Codes of status pages. */
import { defineCodes } from '#kit/fault.ts'

export const statuspageCodes = defineCodes('statuspage', {
  slug_taken: {
    status: 409,
    retryable: false,
    title: 'Another status page has this short name.',
    help: 'Choose another one: it is the last part of the page’s address.',
  },
  domain_taken: {
    status: 409,
    retryable: false,
    title: 'Another status page, or Pitcrew itself, has this host.',
    help: 'Choose a host that nothing else answers for, such as status.example.com.',
  },
  domain_for_all: {
    status: 403,
    retryable: false,
    title: 'A host of its own takes the right to change the status pages of all clients.',
    help: 'Ask somebody who has it, such as an owner or a technical lead.',
  },
  too_many_pages: {
    status: 409,
    retryable: false,
    title: 'There are as many status pages as an installation can have.',
    help: 'Delete one that is not needed any more.',
  },
  nothing_to_release: {
    status: 409,
    retryable: false,
    title: 'Nothing waits to be released.',
    help: 'Write an update first, or look at what somebody else released in the meantime.',
  },
  page_not_published: {
    status: 409,
    retryable: false,
    title: 'The page is not published, so nobody would read the post.',
    help: 'Publish the page first.',
  },
  phase_unfit: {
    status: 400,
    retryable: false,
    title: 'A post of this kind has no such phase.',
    help: 'Choose one of the phases that the kind has.',
  },
  dated_back: {
    status: 400,
    retryable: false,
    title: 'Maintenance is announced before it begins, and ends after it began.',
    help: 'Choose a beginning that lies ahead and an end behind it. What has begun already is told as an incident or an announcement.',
  },
  not_a_picture: {
    status: 400,
    retryable: false,
    title: 'The file is not a picture that browsers show.',
    help: 'Choose a PNG, JPEG, WebP or SVG file.',
  },
  too_many_updates: {
    status: 409,
    retryable: false,
    title: 'The post has as many updates as it can have.',
    help: 'End this post and start a new one.',
  },
  hook_failed: {
    status: 502,
    retryable: true,
    title: 'A hook that follows a status page did not take what was sent to it.',
    help: 'It is tried again by itself for two days; after that it follows no more.',
  },
})
