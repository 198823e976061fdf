/** What the events of plans say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'plan.changed': /*i18n*/ 'changed {count} values of the support plan of {name}, now version {version}',
  'plan.restored': /*i18n*/ 'brought version {from} of the support plan of {name} back as version {version}',
  'coverage.plan.targets': /*i18n*/ 'Promised times',
  'coverage.plan.targets.promised': /*i18n*/ 'critical within {time}',
  'coverage.plan.targets.nothing_promised': /*i18n*/ 'Nothing is promised for critical incidents: give a target its time.',
  'coverage.plan.called': /*i18n*/ 'Called when critical',
  'coverage.plan.called.called': /*i18n*/ '{name}',
  'coverage.plan.called.nobody_called': /*i18n*/ 'The plan calls a role that nobody holds: say who holds it.',
  'hand_over.plan.roles': /*i18n*/ 'Roles in support plans',
  'hand_over.plan.roles.holder': /*i18n*/ 'Holds the role',
  'hand_over.plan.roles.deputy': /*i18n*/ 'Deputy',
}
