/** Addresses of databases. */
import { screen } from '#design/navigation/screen.ts'

export const databaseScreen = screen('/databases/$database')
