/** When monitoring speaks up, with the volume and duration that keep single outliers quiet. */
import type { Plan, Threshold } from '../form.ts'
import { NONE } from '../shape.ts'

type Rule = Pick<Threshold, 'title' | 'signal' | 'severity'> & Partial<Threshold>

const rule = (given: Rule): Threshold => ({
  statistic: 'value',
  limit: NONE,
  for: NONE,
  volumeMin: 0,
  volumeOf: 'nothing',
  pagesOnlyIfUsersAreAffected: false,
  confirmedBy: [],
  mode: 'live',
  ...given,
})

const busy = { limit: '80 %', for: '15 min', severity: 'notify', pagesOnlyIfUsersAreAffected: true } as const
const failing = { signal: 'error_rate', for: '5 min', volumeMin: 10, volumeOf: 'errors' } as const

export const thresholds: Plan['thresholds'] = {
  response_time: rule({
    title: 'Response time',
    signal: 'response_time',
    statistic: 'p95',
    limit: '3 s',
    for: '5 min',
    volumeMin: 50,
    volumeOf: 'requests',
    severity: 'major',
  }),
  page_load: rule({
    title: 'Page load',
    signal: 'page_load',
    statistic: 'p75',
    limit: '3 s',
    for: '30 min',
    volumeMin: 30,
    volumeOf: 'loads',
    severity: 'minor',
  }),
  cpu: rule({ title: 'CPU', signal: 'cpu', ...busy }),
  memory: rule({ title: 'Memory (total without available)', signal: 'memory', ...busy }),
  error_rate: rule({ title: 'Error rate', ...failing, limit: '1 %', severity: 'major' }),
  error_rate_high: rule({ title: 'High error rate', ...failing, limit: '10 %', severity: 'critical' }),
  query_time: rule({
    title: 'Query time',
    signal: 'query_time',
    statistic: 'p95',
    limit: '500 ms',
    for: '10 min',
    volumeMin: 20,
    volumeOf: 'calls',
    severity: 'minor',
  }),
  connection_pool: rule({
    title: 'Connection pool: clients waiting',
    signal: 'pool_waiting',
    limit: '0 clients',
    for: '1 min',
    severity: 'major',
  }),
  disk_used: rule({ title: 'Disk', signal: 'disk_used', limit: '80 %', severity: 'minor' }),
  disk_full_soon: rule({ title: 'Disk full soon', signal: 'disk_full_in', statistic: 'full_within', limit: '7 days', severity: 'minor' }),
  disk_full_next: rule({ title: 'Disk full next', signal: 'disk_full_in', statistic: 'full_within', limit: '24 h', severity: 'major' }),
  network: rule({ title: 'Network (of link speed)', signal: 'network', limit: '80 %', for: '15 min', severity: 'minor' }),
  check_down: rule({
    title: 'Check down',
    signal: 'check',
    statistic: 'down',
    for: '2 min',
    severity: 'critical',
    confirmedBy: ['retry', 'quorum'],
  }),
}

export const restraint: Plan['restraint'] = {
  newRulesStart: 'learning',
  pageFromFirstDay: ['check_down'],
  pagingEnvironments: ['production'],
  claimsNeedConfirmation: true,
  nightPagesPerWeekMax: 2,
  undoSendFor: '10 s',
  linkConfidenceMin: '90 %',
  oneNotificationPerRecordIn: '5 min',
  proposalsEvery: '1 week',
  textsAskedFromTier: 'tier_2',
  textsAskedForBugs: true,
  oneSurveyPerContactIn: '14 days',
  nightDutyNeedsLoudChannel: true,
  casesForFiguresMin: 5,
}
