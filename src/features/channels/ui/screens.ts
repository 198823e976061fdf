/** Addresses of this part's pages. */
import { screen } from '#design/navigation/screen.ts'

export const channelsScreen = screen('/settings/channels')
