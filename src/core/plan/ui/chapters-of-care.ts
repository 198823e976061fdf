/** The chapters about changes and upkeep. */
import { i18n } from '@lingui/core'
import { PRIORITIES } from '../domain/words.ts'
import { facts, table, under, type Chapter } from './chapter-form.ts'

const chores = () =>
  [
    ['every', i18n.t('Every')],
    ['by', i18n.t('By')],
  ] as const

/** Everything from testing to compliance. */
export const care = (): Chapter[] => [...changes(), ...upkeep()]

const changes = (): Chapter[] => [
  {
    key: 'testing',
    title: i18n.t('Testing'),
    intro: i18n.t('What a change must have passed, by its priority.'),
    blocks: [
      table(i18n.t('Changes'), under('testing', PRIORITIES), [
        ['change', i18n.t('Change')],
        ['requires', i18n.t('Requires')],
        ['namesGoal', i18n.t('Names its business goal')],
      ]),
    ],
  },
  {
    key: 'releases',
    title: i18n.t('Releases'),
    intro: i18n.t('An approval counts for exactly what was tested.'),
    blocks: [facts(i18n.t('Releases'), 'releases', [['approvedBy', i18n.t('Approved by')]])],
  },
  {
    key: 'patching',
    title: i18n.t('Patch deadlines'),
    intro: i18n.t('By when a vulnerability is closed, from when it is known.'),
    blocks: [
      facts(i18n.t('Patch deadlines'), 'patching', [
        ['exploited', i18n.t('Exploited')],
        ['criticalInternetFacing', i18n.t('Critical and internet-facing')],
        ['critical', i18n.t('Critical')],
        ['high', i18n.t('High')],
        ['medium', i18n.t('Medium')],
        ['low', i18n.t('Low')],
      ]),
    ],
  },
]

const upkeep = (): Chapter[] => [
  {
    key: 'maintenance',
    title: i18n.t('Maintenance'),
    intro: i18n.t('What is done regularly, which assessments take place, and when work is expected.'),
    blocks: [
      table(i18n.t('Activities'), 'maintenance.activities', chores()),
      table(i18n.t('Assessments'), 'maintenance.assessments', chores()),
      table(i18n.t('Windows'), 'maintenance.windows', [
        ['weekday', i18n.t('Day')],
        ['from', i18n.t('From')],
        ['to', i18n.t('To')],
        ['calendar', i18n.t('Calendar')],
      ]),
    ],
  },
  {
    key: 'cadence',
    title: i18n.t('Cadence'),
    intro: i18n.t('How the team keeps in step.'),
    blocks: [
      facts(i18n.t('Sprints'), 'cadence', [['sprintLength', i18n.t('Length of a sprint')]]),
      table(i18n.t('Meetings and reports'), 'cadence.meetings', [
        ['every', i18n.t('How often')],
        ['at', i18n.t('At')],
      ]),
    ],
  },
  {
    key: 'compliance',
    title: i18n.t('Compliance'),
    intro: i18n.t('Which frameworks apply, and what is checked for them.'),
    blocks: [
      table(i18n.t('Frameworks'), 'compliance.frameworks', [
        ['applies', i18n.t('Applies')],
        ['noticeWithin', i18n.t('Notice within')],
      ]),
      table(i18n.t('Checks'), 'compliance.checks', chores()),
    ],
  },
]
