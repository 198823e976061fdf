/** What the parts of the program contribute to the console, in the order of the rail. */
import { privacyConsole } from '#core/privacy/ui/console.ts'
import { attachmentsConsole } from '#core/attachments/ui/console.ts'
import { backupConsole } from '#core/backup/ui/console.ts'
import { operationConsole } from '#core/operation/ui/console.ts'
import { catalogConsole } from '#core/catalog/ui/console.ts'
import { contactsConsole } from '#core/contacts/ui/console.ts'
import { deliveryConsole } from '#core/delivery/ui/console.ts'
import { identityConsole } from '#core/identity/ui/console.ts'
import { planConsole } from '#core/plan/ui/console.ts'
import { coverageConsole } from '#core/coverage/ui/console.ts'
import { commentsConsole } from '#core/comments/ui/console.ts'
import { decisionsConsole } from '#core/decisions/ui/console.ts'
import { linksConsole } from '#core/links/ui/console.ts'
import { recordsConsole } from '#core/records/ui/console.ts'
import { searchConsole } from '#core/search/ui/console.ts'
import { setupConsole } from '#core/setup/ui/console.ts'
import { tasksConsole } from '#core/tasks/ui/console.ts'
import { viewsConsole } from '#core/views/ui/console.ts'
import { activityConsole } from '#features/activity/ui/console.ts'
import { dashboardsConsole } from '#features/dashboards/ui/console.ts'
import { browserConsole } from '#features/browser/ui/console.ts'
import { errorsConsole } from '#features/errors/ui/console.ts'
import { incidentsConsole } from '#features/incidents/ui/console.ts'
import { oncallConsole } from '#features/oncall/ui/console.ts'
import { databasesConsole } from '#features/databases/ui/console.ts'
import { alertingConsole } from '#features/alerting/ui/console.ts'
import { intakesConsole } from '#features/intakes/ui/console.ts'
import { channelsConsole } from '#features/channels/ui/console.ts'
import { checksConsole } from '#features/checks/ui/console.ts'
import { logsConsole } from '#features/logs/ui/console.ts'
import { resourcesConsole } from '#features/resources/ui/console.ts'
import { mappingConsole } from '#features/mapping/ui/console.ts'
import { maintenanceConsole } from '#features/maintenance/ui/console.ts'
import { monitoringConsole } from '#features/monitoring/ui/console.ts'
import { statuspageConsole } from '#features/statuspage/ui/console.ts'
import { storageConsole } from '#features/storage/ui/console.ts'
import { scrapingConsole } from '#features/scraping/ui/console.ts'
import { telemetryConsole } from '#features/telemetry/ui/console.ts'
import { tracesConsole } from '#features/traces/ui/console.ts'
import type { ConsolePart } from '#design/navigation/part.ts'
import type { SettingsEntry } from '#design/navigation/settings.tsx'

export const parts: readonly ConsolePart[] = [
  privacyConsole,
  backupConsole,
  operationConsole,
  tasksConsole,
  catalogConsole,
  contactsConsole,
  planConsole,
  coverageConsole,
  deliveryConsole,
  identityConsole,
  recordsConsole,
  viewsConsole,
  searchConsole,
  decisionsConsole,
  commentsConsole,
  linksConsole,
  attachmentsConsole,
  setupConsole,
  storageConsole,
  checksConsole,
  telemetryConsole,
  mappingConsole,
  scrapingConsole,
  logsConsole,
  tracesConsole,
  errorsConsole,
  monitoringConsole,
  databasesConsole,
  resourcesConsole,
  incidentsConsole,
  maintenanceConsole,
  alertingConsole,
  intakesConsole,
  statuspageConsole,
  oncallConsole,
  browserConsole,
  activityConsole,
  dashboardsConsole,
  channelsConsole,
]

/** Pages of the settings, in the order of their tabs. */
export const settings: readonly SettingsEntry[] = [
  ...(identityConsole.settings ?? []),
  ...(deliveryConsole.settings ?? []),
  ...(operationConsole.settings ?? []),
  ...(privacyConsole.settings ?? []),
  ...(backupConsole.settings ?? []),
  ...(storageConsole.settings ?? []),
  ...(channelsConsole.settings ?? []),
]
