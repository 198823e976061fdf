/** Words of on-call in the reader's language: states, and every reason that the server names. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Finding, ListedPage, Load, PageDetail, WeeklyTest } from './client.ts'

type Words = Readonly<Record<string, string>>

export function pageState({ state, reason }: Pick<ListedPage, 'state' | 'reason'>): { readonly tone: Tone; readonly words: string } {
  const words: Readonly<Record<ListedPage['state'], { tone: Tone; words: string }>> = {
    held: { tone: 'due', words: i18n.t('held') },
    open: { tone: 'critical', words: i18n.t('waits for an answer') },
    acknowledged: { tone: 'good', words: i18n.t('acknowledged') },
    unanswered: { tone: 'critical', words: reason === 'nobody_reached' ? i18n.t('nobody could be reached') : i18n.t('nobody answered') },
    ended: { tone: 'off', words: i18n.t('over') },
  }
  return words[state]
}

export function severityWords(severity: ListedPage['severity']): string {
  const words: Readonly<Record<ListedPage['severity'], string>> = {
    critical: i18n.t('critical'),
    major: i18n.t('major'),
    minor: i18n.t('minor'),
  }
  return words[severity]
}

export function messageState(state: PageDetail['messages'][number]['state']): { readonly tone: Tone; readonly words: string } {
  const words: Readonly<Record<typeof state, { tone: Tone; words: string }>> = {
    queued: { tone: 'due', words: i18n.t('queued') },
    handed_over: { tone: 'good', words: i18n.t('handed over') },
    delivered: { tone: 'good', words: i18n.t('delivered') },
    failed: { tone: 'major', words: i18n.t('failed') },
    answered: { tone: 'good', words: i18n.t('answered') },
    called_off: { tone: 'off', words: i18n.t('called off') },
  }
  return words[state]
}

export function channelWords(channel: string): string {
  const words: Words = {
    console: i18n.t('Console'),
    email: i18n.t('E-mail'),
    in_app: i18n.t('Console'),
    web_push: i18n.t('Browser push'),
    sms: 'SMS',
    voice: i18n.t('Phone call'),
    telegram: 'Telegram',
    ntfy: 'ntfy',
    pushover: 'Pushover',
    slack: 'Slack',
    mattermost: 'Mattermost',
    teams: 'Teams',
    webhook: 'Webhook',
    pagerduty: 'PagerDuty',
    opsgenie: 'Opsgenie',
  }
  return words[channel] ?? channel
}

/** Why somebody was asked, why by this channel, why now, and what a channel said; an unknown name is shown as it is. */
export function reasonWords(reason: string): string {
  const words: Words = {
    ...whyPerson(),
    ...whyChannel(),
    ...whyNow(),
    ...failures(),
  }
  return words[reason] ?? reason
}

const whyPerson = (): Words => ({
  on_duty: i18n.t('is on duty'),
  named_in_policy: i18n.t('is named in the escalation'),
  holds_role: i18n.t('holds the role'),
  stands_in_for_role: i18n.t('stands in for the role'),
  owns_application: i18n.t('owns the application; nobody holds the role'),
  may_change_escalation: i18n.t('may say who is asked; nobody else was found'),
  no_channel: i18n.t('has no channel that can be used'),
})

const whyChannel = (): Words => ({
  first_in_order: i18n.t('first in their order'),
  breaks_silence_at_night: i18n.t('breaks silent mode, and it is night there'),
  beside_the_first: i18n.t('beside the first channel'),
  after_failure: i18n.t('the channel before failed'),
  after_silence: i18n.t('no answer by the channel before'),
})

const whyNow = (): Words => ({
  pages_day_and_night: i18n.t('The plan pages for this severity day and night.'),
  within_business_hours: i18n.t('The plan pages for this severity in business hours, and they are now.'),
  waits_for_business_hours: i18n.t('The plan pages for this severity in business hours only.'),
  business_hours_began: i18n.t('Business hours have begun.'),
  became_graver: i18n.t('It became graver.'),
  nobody_answered_in_time: i18n.t('Nobody answered in time.'),
  nobody_reached: i18n.t('No channel of anybody asked took the message.'),
  nobody_answered: i18n.t('Every step and repeat is used up, and nobody answered.'),
  handed_on: i18n.t('Somebody handed it on.'),
  same_place_at_the_same_time: i18n.t('Same application and environment within five minutes.'),
  incident_of_its_alert: i18n.t('The incident was declared from its alert.'),
  somebody_takes_it: i18n.t('Somebody takes it.'),
  somebody_resolved_it: i18n.t('Somebody resolved it.'),
  recovered: i18n.t('What it was about has recovered.'),
  incident_resolved: i18n.t('The incident is resolved.'),
})

const failures = (): Words => ({
  refused: i18n.t('the provider refused it'),
  unreachable: i18n.t('the provider cannot be reached'),
  timed_out: i18n.t('the provider did not answer in time'),
  rate_limited: i18n.t('the provider asks to wait'),
  invalid_address: i18n.t('nobody is behind the address any more'),
  provider_error: i18n.t('the provider is in trouble'),
  not_configured: i18n.t('nobody set up who sends this'),
  not_verified: i18n.t('the address was never proved'),
  turned_off: i18n.t('the address was turned off'),
  gone: i18n.t('the address or its person is gone'),
})

export function findingWords(finding: Finding): string {
  const words: Readonly<Record<Finding, string>> = {
    nobody: i18n.t('nobody is on duty'),
    not_active: i18n.t('has no active account'),
    no_channel: i18n.t('no channel but the console'),
    not_verified: i18n.t('no channel is proved'),
    quiet_at_night: i18n.t('no channel breaks silent mode at night'),
    not_tested: i18n.t('no channel was tried within 7 days'),
  }
  return words[finding]
}

export function testState(state: WeeklyTest['state']): { readonly tone: Tone; readonly words: string } {
  const words: Readonly<Record<WeeklyTest['state'], { tone: Tone; words: string }>> = {
    confirmed: { tone: 'good', words: i18n.t('confirmed') },
    waiting: { tone: 'due', words: i18n.t('waits for your confirmation') },
    not_confirmed: { tone: 'major', words: i18n.t('not confirmed') },
    failed: { tone: 'major', words: i18n.t('failed') },
  }
  return words[state]
}

export function ruleReasonWords(reason: Load['proposals'][number]['reason']): string {
  const words: Readonly<Record<typeof reason, string>> = {
    passes_by_itself: i18n.t('Mostly over before anybody answered: let it last longer before it pages.'),
    wakes_again: i18n.t('It woke again and again: mend the cause, or let it wait for business hours.'),
  }
  return words[reason]
}

export function decisionWords(kind: string): string {
  const words: Words = {
    opened: i18n.t('Opened'),
    held: i18n.t('Held'),
    joined: i18n.t('Joined'),
    raised: i18n.t('Raised'),
    asked: i18n.t('Asked'),
    person: i18n.t('Person chosen'),
    not_reachable: i18n.t('Not reachable'),
    channel: i18n.t('Next channel'),
    channel_failed: i18n.t('Channel failed'),
    escalated: i18n.t('Escalated'),
    handed_on: i18n.t('Handed on'),
    acknowledged: i18n.t('Acknowledged'),
    unanswered: i18n.t('Unanswered'),
    ended: i18n.t('Ended'),
  }
  return words[kind] ?? kind
}
