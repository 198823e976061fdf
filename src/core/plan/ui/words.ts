/** The closed lists of a plan in the reader's language. */
import { i18n } from '@lingui/core'

export function choiceWords(choice: string): string {
  return choices()[choice] ?? choice
}

function choices(): Readonly<Record<string, string>> {
  return { ...gradeChoices(), ...timeChoices(), ...kpiChoices(), ...watchChoices(), ...careChoices() }
}

const gradeChoices = () => ({
  critical: i18n.t('critical'),
  major: i18n.t('major'),
  minor: i18n.t('minor'),
  notify: i18n.t('notify only'),
  security: i18n.t('Security: data or access at risk'),
  stopped: i18n.t('Stopped: it crashes or cannot be used'),
  impaired: i18n.t('Impaired: something essential fails or is slow'),
  cosmetic: i18n.t('Cosmetic: everything else'),
  everyone: i18n.t('everyone'),
  many: i18n.t('many'),
  few: i18n.t('few'),
  one: i18n.t('one'),
  question: i18n.t('question'),
  incident: i18n.t('incident'),
  bug: i18n.t('bug'),
  service_request: i18n.t('service request'),
  change_request: i18n.t('change request'),
  security_report: i18n.t('security report'),
})

const timeChoices = () => ({
  day_and_night: i18n.t('at once, day and night'),
  business_hours: i18n.t('in business hours'),
  never: i18n.t('never'),
  mon: i18n.t('Monday'),
  tue: i18n.t('Tuesday'),
  wed: i18n.t('Wednesday'),
  thu: i18n.t('Thursday'),
  fri: i18n.t('Friday'),
  sat: i18n.t('Saturday'),
  sun: i18n.t('Sunday'),
  working_day: i18n.t('every working day'),
  week: i18n.t('every week'),
  two_weeks: i18n.t('every two weeks'),
  sprint: i18n.t('at the end of each sprint'),
  month: i18n.t('every month'),
  quarter: i18n.t('every quarter'),
})

const kpiChoices = () => ({
  mttr: i18n.t('mean time to repair'),
  uptime: i18n.t('uptime'),
  ticket_resolution_time: i18n.t('ticket resolution time'),
  first_response_time: i18n.t('first response time'),
  csat: i18n.t('satisfaction (CSAT)'),
  ticket_volume: i18n.t('ticket volume'),
  defect_detection_percentage: i18n.t('defect detection percentage'),
  regression_test_coverage: i18n.t('regression test coverage'),
  change_failure_rate: i18n.t('change failure rate'),
  reopened_fixes: i18n.t('reopened fixes'),
  all: i18n.t('all of them, per application and client'),
})

const watchChoices = () => ({
  response_time: i18n.t('response time'),
  page_load: i18n.t('page load'),
  cpu: i18n.t('CPU use'),
  memory: i18n.t('memory use'),
  error_rate: i18n.t('error rate'),
  query_time: i18n.t('query time'),
  pool_waiting: i18n.t('clients waiting for a connection'),
  disk_used: i18n.t('disk use'),
  disk_full_in: i18n.t('time until the disk is full'),
  network: i18n.t('network use'),
  check: i18n.t('checks'),
  value: i18n.t('above'),
  mean: i18n.t('mean above'),
  p50: i18n.t('p50 above'),
  p75: i18n.t('p75 above'),
  p95: i18n.t('p95 above'),
  p99: i18n.t('p99 above'),
  full_within: i18n.t('full within'),
  down: i18n.t('down'),
  requests: i18n.t('requests'),
  loads: i18n.t('loads'),
  errors: i18n.t('errors'),
  calls: i18n.t('calls'),
  nothing: i18n.t('–'),
  retry: i18n.t('retry'),
  quorum: i18n.t('quorum'),
  live: i18n.t('live'),
  learning: i18n.t('learning'),
  off: i18n.t('off'),
})

const careChoices = () => ({
  high: i18n.t('High'),
  medium: i18n.t('Medium'),
  low: i18n.t('Low'),
  full_regression: i18n.t('full regression'),
  feature_tests: i18n.t('tests of that feature'),
  user_acceptance: i18n.t('user acceptance test'),
  technical_lead: i18n.t('technical lead'),
  project_manager: i18n.t('project manager'),
  client: i18n.t('client'),
  production: i18n.t('production'),
  qa: i18n.t('QA'),
  development: i18n.t('development'),
})
