/** How the plan reads: its chapters in order, each with a sentence and tables of values. */
import { i18n } from '@lingui/core'
import { EFFECTS, REACHES, SEVERITIES, WEEKDAYS } from '../domain/words.ts'
import { facts, table, under, type Chapter } from './chapter-form.ts'
import { care } from './chapters-of-care.ts'
import { choiceWords } from './words.ts'

/** Made anew for the language of the moment. */
export function chapters(): readonly Chapter[] {
  return [...promises(), ...people(), ...watching(), ...care()]
}

const promises = (): Chapter[] => [
  {
    key: 'severity',
    title: i18n.t('Severity'),
    intro: i18n.t('How bad something is follows from what it does and whom it meets. What follows from that stands below.'),
    blocks: [
      table(
        i18n.t('Effect × reach'),
        under('severity.table', EFFECTS),
        REACHES.map((reach) => [reach, choiceWords(reach)]),
      ),
      table(i18n.t('What follows'), under('severity.consequences', SEVERITIES), [
        ['page', i18n.t('Pages')],
        ['pageRoles', i18n.t('Whom')],
        ['startsAtTier', i18n.t('Goes first to')],
        ['publicPostWithin', i18n.t('Public post due in')],
        ['freezesReleases', i18n.t('Freezes releases')],
      ]),
      facts(i18n.t('Public posts'), 'severity', [['securityPostsReleasedBy', i18n.t('Posts about security incidents are released by')]]),
    ],
  },
  {
    key: 'targets',
    title: i18n.t('Promised times'),
    intro: i18n.t(
      'The first enabled row that names the type of a ticket counts, else the one for all others. Business time counts only while the calendar is open.',
    ),
    blocks: [
      table(i18n.t('Which tickets'), 'targets', [
        ['types', i18n.t('Types of tickets')],
        ['forAllOthers', i18n.t('For all others')],
        ['calendar', i18n.t('Calendar')],
        ['atRiskAfter', i18n.t('At risk after')],
        ['enabled', i18n.t('Enabled')],
      ]),
      ...SEVERITIES.map((severity) =>
        table(i18n.t('Times for {severity}', { severity: choiceWords(severity) }), 'targets', [
          [`${severity}.firstResponse`, i18n.t('First response')],
          [`${severity}.nextResponse`, i18n.t('Next response')],
          [`${severity}.resolution`, i18n.t('Resolution')],
        ]),
      ),
    ],
  },
  {
    key: 'hours',
    title: i18n.t('Hours'),
    intro: i18n.t('When the team is there. Local is the time zone of the client, or of the organisation.'),
    blocks: [
      facts(i18n.t('In use'), 'hours', [['calendar', i18n.t('Calendar')]]),
      table(i18n.t('Calendars'), 'hours.calendars', [
        ['zone', i18n.t('Time zone')],
        ...WEEKDAYS.map((day) => [day, choiceWords(day)] as const),
        ['holidays', i18n.t('Holidays')],
      ]),
      table(i18n.t('Lists of holidays'), 'hours.holidays', []),
    ],
  },
]

const people = (): Chapter[] => [
  {
    key: 'roles',
    title: i18n.t('Roles'),
    intro: i18n.t('Who is responsible for what, and how that is measured. Every role should have a holder and a deputy.'),
    blocks: [
      table(i18n.t('Roles'), 'roles', [
        ['responsibilities', i18n.t('Responsible for')],
        ['kpis', i18n.t('Measured by')],
        ['heldBy', i18n.t('Held by')],
        ['deputies', i18n.t('Deputies')],
      ]),
    ],
  },
  {
    key: 'tiers',
    title: i18n.t('Support tiers'),
    intro: i18n.t('Who is asked first, and after how long an unsolved ticket is handed on to the next.'),
    blocks: [
      table(i18n.t('Tiers'), 'tiers', [
        ['does', i18n.t('What it does')],
        ['roles', i18n.t('Roles')],
        ...SEVERITIES.map(
          (severity) => [`handsOnAfter.${severity}`, i18n.t('Hands on {severity} after', { severity: choiceWords(severity) })] as const,
        ),
      ]),
    ],
  },
  {
    key: 'escalation',
    title: i18n.t('Escalation'),
    intro: i18n.t('Who is told when something has gone without an answer or a solution for so long.'),
    blocks: SEVERITIES.map((severity) =>
      table(i18n.t('When something {severity} waits', { severity: choiceWords(severity) }), `escalation.${severity}`, [
        ['after', i18n.t('After')],
        ['notify', i18n.t('Tells')],
        ['tier', i18n.t('Goes to')],
      ]),
    ),
  },
]

const watching = (): Chapter[] => [
  {
    key: 'thresholds',
    title: i18n.t('Thresholds'),
    intro: i18n.t(
      'When monitoring speaks up. Volume and duration keep single outliers quiet; a threshold that is learning only logs what it would have done.',
    ),
    blocks: [
      table(i18n.t('Thresholds'), 'thresholds', [
        ['statistic', i18n.t('Fires when')],
        ['limit', i18n.t('Limit')],
        ['for', i18n.t('For')],
        ['volumeMin', i18n.t('With at least')],
        ['volumeOf', i18n.t('of')],
        ['severity', i18n.t('Severity')],
        ['pagesOnlyIfUsersAreAffected', i18n.t('Pages only if users are affected')],
        ['confirmedBy', i18n.t('Confirmed by')],
        ['mode', i18n.t('Mode')],
      ]),
    ],
  },
  {
    key: 'restraint',
    title: i18n.t('Restraint'),
    intro: i18n.t('What keeps Pitcrew from being a nuisance. Nothing goes public by itself, and tickets are never linked across clients.'),
    blocks: [
      facts(i18n.t('Restraint'), 'restraint', [
        ['newRulesStart', i18n.t('New rules start as')],
        ['pageFromFirstDay', i18n.t('These page from the first day')],
        ['pagingEnvironments', i18n.t('Only these environments page')],
        ['claimsNeedConfirmation', i18n.t('A requester’s “critical” waits for confirmation')],
        ['nightPagesPerWeekMax', i18n.t('Night pages per person and week before changes are proposed')],
        ['nightDutyNeedsLoudChannel', i18n.t('Duty at night needs a channel that breaks silent mode')],
        ['undoSendFor', i18n.t('Replies can be undone for')],
        ['linkConfidenceMin', i18n.t('Tickets link to an incident by themselves above a confidence of')],
        ['oneNotificationPerRecordIn', i18n.t('One notification per record in')],
        ['proposalsEvery', i18n.t('Proposals come in one list every')],
        ['textsAskedFromTier', i18n.t('Cause and fix are asked for from')],
        ['textsAskedForBugs', i18n.t('Cause and fix are asked for bugs')],
        ['oneSurveyPerContactIn', i18n.t('One survey per contact in')],
        ['casesForFiguresMin', i18n.t('Figures say so below this many cases')],
      ]),
    ],
  },
]
