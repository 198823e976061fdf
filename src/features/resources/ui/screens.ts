/** Addresses of audits. */
import { screen } from '#design/navigation/screen.ts'

export const auditScreen = screen('/resource-audits/$audit')
