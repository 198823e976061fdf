/** Permissions of what browsers send. */
export const READ_PAGES = 'browser.pages.read'
