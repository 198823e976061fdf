/** Permissions of alerting. */
export const READ_ALERTS = 'alerting.alerts.read'
/** To acknowledge and to silence. */
export const WRITE_ALERTS = 'alerting.alerts.write'
export const WRITE_RULES = 'alerting.rules.write'
