/** The parts of the program, in the order in which they stand on each other. Nothing registers itself: this list is all there is. */
import { attachmentsModule } from '#core/attachments/module.ts'
import { backupModule } from '#core/backup/module.ts'
import { catalogModule } from '#core/catalog/module.ts'
import { contactsModule } from '#core/contacts/module.ts'
import { coverageModule } from '#core/coverage/module.ts'
import { commentsModule } from '#core/comments/module.ts'
import { decisionsModule } from '#core/decisions/module.ts'
import { deliveryModule } from '#core/delivery/module.ts'
import { identityModule } from '#core/identity/module.ts'
import { linksModule } from '#core/links/module.ts'
import { operationModule } from '#core/operation/module.ts'
import { planModule } from '#core/plan/module.ts'
import { privacyModule } from '#core/privacy/module.ts'
import { recordsModule } from '#core/records/module.ts'
import { searchModule } from '#core/search/module.ts'
import { setupModule } from '#core/setup/module.ts'
import { tasksModule } from '#core/tasks/module.ts'
import { viewsModule } from '#core/views/module.ts'
import { channelsModule } from '#features/channels/module.ts'
import { alertingModule } from '#features/alerting/module.ts'
import { checksModule } from '#features/checks/module.ts'
import { errorsModule } from '#features/errors/module.ts'
import { intakesModule } from '#features/intakes/module.ts'
import { incidentsModule } from '#features/incidents/module.ts'
import { activityModule } from '#features/activity/module.ts'
import { browserModule } from '#features/browser/module.ts'
import { dashboardsModule } from '#features/dashboards/module.ts'
import { databasesModule } from '#features/databases/module.ts'
import { logsModule } from '#features/logs/module.ts'
import { mappingModule } from '#features/mapping/module.ts'
import { monitoringModule } from '#features/monitoring/module.ts'
import { oncallModule } from '#features/oncall/module.ts'
import { maintenanceModule } from '#features/maintenance/module.ts'
import { otlpModule } from '#features/otlp/module.ts'
import { statuspageModule } from '#features/statuspage/module.ts'
import { storageModule } from '#features/storage/module.ts'
import { resourcesModule } from '#features/resources/module.ts'
import { promqlModule } from '#features/promql/module.ts'
import { scrapingModule } from '#features/scraping/module.ts'
import { telemetryModule } from '#features/telemetry/module.ts'
import { tracesModule } from '#features/traces/module.ts'
import type { ModuleFactory } from '#platform/module.ts'

/** Without those that look at all others and so are made last. */
export const moduleFactories: readonly ModuleFactory[] = [
  identityModule,
  catalogModule,
  contactsModule,
  planModule,
  recordsModule,
  tasksModule,
  viewsModule,
  commentsModule,
  linksModule,
  attachmentsModule,
  decisionsModule,
  searchModule,
  setupModule,
  storageModule,
  mappingModule,
  telemetryModule,
  scrapingModule,
  logsModule,
  tracesModule,
  otlpModule,
  errorsModule,
  monitoringModule,
  checksModule,
  databasesModule,
  channelsModule,
  oncallModule,
  maintenanceModule,
  statuspageModule,
  alertingModule,
  intakesModule,
  incidentsModule,
  browserModule,
  activityModule,
  resourcesModule,
  promqlModule,
  dashboardsModule,
]

export { backupModule, coverageModule, deliveryModule, operationModule, privacyModule }
