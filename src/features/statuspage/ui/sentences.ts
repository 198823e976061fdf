/** What the events of status pages say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'status_page.created': /*i18n*/ 'made the status page {page}',
  'status_page.changed': /*i18n*/ 'changed {fields} of the status page {page}',
  'status_page.published': /*i18n*/ 'published the status page {page}',
  'status_page.withdrawn': /*i18n*/ 'took the status page {page} back',
  'status_page.deleted': /*i18n*/ 'deleted the status page {page}',
  'status_page.link_renewed': /*i18n*/ 'renewed the private link of the status page {page}',
  'status_post.drafted': /*i18n*/ 'drafted a post for {page}',
  'status_post.released': /*i18n*/ 'released a post on {page}',
  'status_post.corrected': /*i18n*/ 'corrected a post on {page}',
  'status_post.discarded': /*i18n*/ 'discarded a draft for {page}',
  'health.status_copies.not_set':
    /*i18n*/ 'Nobody has named a place for static copies of status pages; STATUS_COPY_URL and its neighbours do.',
  'health.status_copies.there': /*i18n*/ 'Static copies of status pages that are elsewhere: {count}.',
  'health.status_copies.unavailable':
    /*i18n*/ 'Status pages whose static copy is not as it should be: {count}; the place for them does not answer ({detail}).',
  'health.status_copies.no_space':
    /*i18n*/ 'Status pages whose static copy is not as it should be: {count}; there is no room left there ({detail}).',
  'health.status_copies.refused':
    /*i18n*/ 'Status pages whose static copy is not as it should be: {count}; the place for them refuses what is to be put there or removed ({detail}).',
  'health.status_copies.missing':
    /*i18n*/ 'Status pages whose static copy is not as it should be: {count}; the folder or bucket is not there ({detail}).',
  'now.statuspage.draft_waits': /*i18n*/ '{page}: {title}',
  'now.statuspage.draft_waits.reason': /*i18n*/ 'A draft waits to be released.',
  'now.statuspage.post_overdue': /*i18n*/ '{page}: {title}',
  'now.statuspage.post_overdue.reason': /*i18n*/ 'The public post is overdue.',
  'now.statuspage.post_due': /*i18n*/ '{page}: {title}',
  'now.statuspage.post_due.reason': /*i18n*/ 'A public post is due in {minutes} min.',
}
