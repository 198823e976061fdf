/** What the events of resources say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'resource_finding.opened': /*i18n*/ 'found {subject} {resource_finding}',
  'resource_finding.tasked': /*i18n*/ 'made a task of {subject}, {resource_finding}',
  'resource_finding.dismissed': /*i18n*/ 'dismissed that {subject} is {resource_finding}',
  'resource_finding.reopened': /*i18n*/ 'opened again that {subject} is {resource_finding}',
  'resource_finding.settled': /*i18n*/ 'measured {subject}, {resource_finding}, again: {resource_outcome}',
  'resource_audit.made': /*i18n*/ 'wrote down how resources stand: {current} findings, {won} won',
  'topic.resources.audit': /*i18n*/ 'An audit of resources is to be looked through',
  'value.resource_finding.used': /*i18n*/ 'nearly used up',
  'value.resource_finding.fills': /*i18n*/ 'soon full',
  'value.resource_finding.peak': /*i18n*/ 'too busy at its peaks',
  'value.resource_finding.idle_host': /*i18n*/ 'hardly used',
  'value.resource_finding.idle_disk': /*i18n*/ 'hardly filled',
  'value.resource_finding.database': /*i18n*/ 'to be tuned',
  'value.resource_finding.deviates': /*i18n*/ 'away from what is usual',
  'value.resource_outcome.won': /*i18n*/ 'won',
  'value.resource_outcome.no_change': /*i18n*/ 'no change',
  'value.resource_outcome.gone': /*i18n*/ 'well again by itself',
}
