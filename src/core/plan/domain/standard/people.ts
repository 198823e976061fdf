/** Who does what, how bad something is, what follows, and who is asked next. */
import type { Plan } from '../form.ts'
import { NONE } from '../shape.ts'

const nobodyYet = { heldBy: [], deputies: [] }

export const roles: Plan['roles'] = {
  technical_lead: {
    title: 'Technical lead',
    responsibilities: ['Architecture of the application', 'Leads major incidents', 'Decides on releases'],
    kpis: ['mttr', 'uptime'],
    ...nobodyYet,
  },
  support_engineer: {
    title: 'Support engineer',
    responsibilities: ['Bugs', 'Performance', 'Security updates', 'On-call duty'],
    kpis: ['ticket_resolution_time', 'first_response_time'],
    ...nobodyYet,
  },
  user_support: {
    title: 'User support specialist',
    responsibilities: ['Answers users', 'Keeps articles and guides', 'Trains users'],
    kpis: ['csat', 'ticket_volume'],
    ...nobodyYet,
  },
  qa: {
    title: 'QA specialist',
    responsibilities: ['Tests updates', 'Validates fixes'],
    kpis: ['defect_detection_percentage', 'regression_test_coverage'],
    ...nobodyYet,
  },
  developer: {
    title: 'Developer',
    responsibilities: ['Third support tier: fixes', 'Features'],
    kpis: ['change_failure_rate', 'reopened_fixes'],
    ...nobodyYet,
  },
  project_manager: {
    title: 'Project manager',
    responsibilities: ['Support plan', 'Sign-off', 'Status reports', 'Clients'],
    kpis: ['all'],
    ...nobodyYet,
  },
}

export const severity: Plan['severity'] = {
  table: {
    security: { everyone: 'critical', many: 'critical', few: 'critical', one: 'critical' },
    stopped: { everyone: 'critical', many: 'critical', few: 'major', one: 'major' },
    impaired: { everyone: 'major', many: 'major', few: 'major', one: 'minor' },
    cosmetic: { everyone: 'minor', many: 'minor', few: 'minor', one: 'minor' },
  },
  consequences: {
    critical: {
      page: 'day_and_night',
      pageRoles: ['support_engineer'],
      startsAtTier: 'tier_3',
      publicPostWithin: '15 min',
      freezesReleases: true,
    },
    major: {
      page: 'business_hours',
      pageRoles: ['support_engineer'],
      startsAtTier: 'tier_1',
      publicPostWithin: NONE,
      freezesReleases: false,
    },
    minor: { page: 'never', pageRoles: [], startsAtTier: 'tier_1', publicPostWithin: NONE, freezesReleases: false },
  },
  securityPostsReleasedBy: ['technical_lead'],
}

export const targets: Plan['targets'] = {
  standard: {
    title: 'By severity',
    enabled: true,
    types: [],
    forAllOthers: true,
    calendar: 'business',
    atRiskAfter: '75 %',
    critical: { firstResponse: '15 min', nextResponse: NONE, resolution: '4 h' },
    major: { firstResponse: '1 business hour', nextResponse: NONE, resolution: '1 business day' },
    minor: { firstResponse: '1 business day', nextResponse: NONE, resolution: '5 business days' },
  },
}

const WORKDAY = '09:00-17:00'

export const hours: Plan['hours'] = {
  calendar: 'business',
  calendars: {
    business: {
      title: 'Business hours',
      zone: 'local',
      mon: WORKDAY,
      tue: WORKDAY,
      wed: WORKDAY,
      thu: WORKDAY,
      fri: WORKDAY,
      sat: 'closed',
      sun: 'closed',
      holidays: ['public'],
    },
  },
  holidays: { public: { title: 'Public holidays', days: {} } },
}

const atOnce = { critical: '0 min', major: '0 min', minor: '0 min' }

export const tiers: Plan['tiers'] = {
  tier_1: {
    title: 'Common questions',
    does: 'Answers what is known: how something works, access, first checks.',
    roles: ['user_support'],
    handsOnAfter: { critical: '0 min', major: '1 business hour', minor: '1 business day' },
  },
  tier_2: {
    title: 'Technical specialists',
    does: 'Finds causes in configuration, data, performance and operation.',
    roles: ['support_engineer'],
    handsOnAfter: { ...atOnce, major: '2 business hours', minor: '2 business days' },
  },
  tier_3: {
    title: 'Development team',
    does: 'Fixes the application itself.',
    roles: ['developer', 'technical_lead'],
    handsOnAfter: { critical: NONE, major: NONE, minor: NONE },
  },
}

export const escalation: Plan['escalation'] = {
  critical: {
    at_once: { after: '0 min', notify: ['support_engineer'], tier: 'tier_3' },
    unanswered: { after: '15 min', notify: ['technical_lead'], tier: 'tier_3' },
    lasting: { after: '1 h', notify: ['technical_lead', 'project_manager'], tier: 'tier_3' },
  },
  major: {
    unanswered: { after: '1 business hour', notify: ['support_engineer'], tier: 'tier_2' },
    lasting: { after: '4 business hours', notify: ['technical_lead'], tier: 'tier_3' },
  },
  minor: { unanswered: { after: '1 business day', notify: ['user_support'], tier: 'tier_1' } },
}
