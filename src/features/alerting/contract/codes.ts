/** What can go wrong with alerts, rules and silences. */
import { defineCodes } from '#kit/fault.ts'
import { RULES_MAX, SILENCES_MAX } from '../domain/limits.ts'

export const alertCodes = defineCodes('alerting', {
  over: {
    status: 409,
    retryable: false,
    title: 'This alert is over.',
    help: 'It has recovered; there is nothing to acknowledge.',
  },
  is_evidence: {
    status: 409,
    retryable: false,
    title: 'Another alert speaks for this one.',
    help: 'Acknowledge the alert whose evidence it is.',
  },
  too_many_rules: {
    status: 409,
    retryable: false,
    title: 'This application has as many rules as it can have.',
    help: `An application has at most ${RULES_MAX} rules of its own; delete those that nobody needs.`,
  },
  too_many_silences: {
    status: 409,
    retryable: false,
    title: 'Too many silences hold at the same time.',
    help: `At most ${SILENCES_MAX} do; end those that are not needed any more.`,
  },
  silence_over: {
    status: 409,
    retryable: false,
    title: 'This silence is over.',
    help: 'Add a new one; it can have the same matchers.',
  },
  cannot_be_tried: {
    status: 400,
    retryable: false,
    title: 'Nothing is kept by which this rule could be tried.',
    help: 'Let the rule learn instead: it writes down what it would have done.',
  },
  rule_does_not_fit: {
    status: 400,
    retryable: false,
    title: 'The rule cannot work like this.',
    help: 'Each field that is named says what would.',
  },
})
