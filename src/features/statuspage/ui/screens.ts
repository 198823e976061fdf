/** Addresses of status pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const statusPagesScreen = screen('/status-pages', (raw) => ({
  /** Opens the dialog that makes a page. */
  add: oneOf(raw['add'], ['yes']),
}))
export const statusPageScreen = screen('/status-pages/$page', (raw) => ({
  tab: oneOf(raw['tab'], ['posts']),
  /** The post whose draft is open. */
  post: text(raw['post']),
  add: oneOf(raw['add'], ['yes']),
}))
