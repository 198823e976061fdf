/** Permissions of status pages. */

/** Lets its holder see status pages, also unpublished ones, and what waits to be released. */
export const READ_PAGES = 'statuspage.pages.read'
/** Lets its holder change pages and write drafts of posts. */
export const WRITE_PAGES = 'statuspage.pages.write'
/** Lets its holder put something before the public: publish a page, release a post. */
export const RELEASE_POSTS = 'statuspage.posts.release'
