/** Address of activity over all applications. */
import { screen } from '#design/navigation/screen.ts'

export const activityScreen = screen('/activity')
