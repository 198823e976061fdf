/** The address of the first visit; the token of the link stands behind its #. */
import { screen } from '#design/navigation/screen.ts'

export const setupScreen = screen('/setup')
