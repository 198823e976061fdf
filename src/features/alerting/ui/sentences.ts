/** What the events of alerting say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'alert.opened': /*i18n*/ 'opened the alert {title}',
  'alert.raised': /*i18n*/ 'raised the alert {title}',
  'alert.folded': /*i18n*/ 'folded the alert {title} into {intoTitle}',
  'alert.acknowledged': /*i18n*/ 'acknowledged the alert {title}',
  'alert.recovered': /*i18n*/ 'found {title} recovered',
  'alert.reminded': /*i18n*/ 'reminded of the alert {title}',
  'alert_rule.created': /*i18n*/ 'added the rule {name}',
  'alert_rule.changed': /*i18n*/ 'changed {fields} of the rule {name}',
  'alert_rule.deleted': /*i18n*/ 'deleted the rule {name}',
  'silence.created': /*i18n*/ 'silenced alerts until {endsAt}',
  'silence.ended': /*i18n*/ 'ended a silence',
  'topic.alerting.opened': /*i18n*/ 'Something you look after has an alert',
  'topic.alerting.recovered': /*i18n*/ 'An alert you were told of is over',
  'now.alerting.firing': /*i18n*/ '{title}',
  'now.alerting.firing.reason': /*i18n*/ '{label} fires on {application}, {environment}',
}
