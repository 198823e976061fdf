/** Addresses of this part's pages. */
import { screen } from '#design/navigation/screen.ts'

export const storageScreen = screen('/settings/storage')
