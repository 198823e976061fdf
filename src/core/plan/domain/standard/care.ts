/** How changes are tested and approved, what is patched and maintained by when, and how the team keeps in step. */
import type { Plan } from '../form.ts'
import { NONE } from '../shape.ts'

export const testing: Plan['testing'] = {
  high: { change: 'Core functionality', requires: 'full_regression', namesGoal: true },
  medium: { change: 'Feature improvement', requires: 'feature_tests', namesGoal: true },
  low: { change: 'UI enhancement', requires: 'user_acceptance', namesGoal: true },
}

export const releases: Plan['releases'] = { approvedBy: ['project_manager', 'client'] }

export const patching: Plan['patching'] = {
  exploited: '48 h',
  criticalInternetFacing: '48 h',
  critical: '7 days',
  high: '30 days',
  medium: '90 days',
  low: '120 days',
}

export const maintenance: Plan['maintenance'] = {
  activities: {
    health_checks: { title: 'Health checks', every: '1 week', by: 'support_engineer' },
    log_management: { title: 'Log management', every: '1 month', by: 'support_engineer' },
    database_optimisation: { title: 'Database optimisation', every: '1 month', by: 'support_engineer' },
    performance_tuning: { title: 'Performance tuning', every: '3 months', by: 'technical_lead' },
    resource_audit: { title: 'Audit of resources', every: '3 months', by: 'technical_lead' },
  },
  windows: {},
  assessments: {
    vulnerability_scan: { title: 'Vulnerability scan', every: '1 month', by: 'support_engineer' },
    code_review: { title: 'Code review for security', every: '6 months', by: 'technical_lead' },
    penetration_test: { title: 'Penetration test', every: '12 months', by: 'technical_lead' },
  },
}

export const cadence: Plan['cadence'] = {
  sprintLength: '2 weeks',
  meetings: {
    stand_up: { title: 'Stand-up', every: 'working_day', at: '09:30' },
    status_report: { title: 'Status report', every: 'week', at: NONE },
    sprint_review: { title: 'Review at the end of the sprint', every: 'sprint', at: NONE },
  },
}

export const compliance: Plan['compliance'] = {
  frameworks: {
    gdpr: { title: 'GDPR', applies: false, noticeWithin: '72 h' },
    nis2: { title: 'NIS 2', applies: false, noticeWithin: '24 h' },
    iso_27001: { title: 'ISO/IEC 27001', applies: false, noticeWithin: NONE },
    soc_2: { title: 'SOC 2', applies: false, noticeWithin: NONE },
  },
  checks: {
    data_handling: { title: 'Data handling: inventory, retention, erasure', every: '3 months', by: 'technical_lead' },
    user_access: { title: 'User access: leavers, access review', every: '3 months', by: 'technical_lead' },
    audit_trails: { title: 'Audit trails', every: '1 month', by: 'technical_lead' },
    record_keeping: { title: 'Record keeping', every: '6 months', by: 'project_manager' },
  },
}
