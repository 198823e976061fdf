/** Kinds, states and reasons of checks in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import type { CheckKind, Outcome, Reason } from '../domain/words.ts'
import type { Check, Split } from './client.ts'
import type { Span } from './screens.ts'

export function kindWords(kind: CheckKind): { readonly title: string; readonly note: string } {
  const words: Readonly<Record<CheckKind, { title: string; note: string }>> = {
    http: { title: i18n.t('Web page or API'), note: i18n.t('HTTP and HTTPS: status, text, time, certificate') },
    tcp: { title: i18n.t('Port'), note: i18n.t('TCP: somebody takes the connection') },
    dns: { title: i18n.t('Name'), note: i18n.t('DNS: the records are there, and the right ones') },
    tls: { title: i18n.t('Certificate'), note: i18n.t('TLS on any port: trusted, the right names, days left') },
    ping: { title: i18n.t('Ping'), note: i18n.t('ICMP: the host answers') },
    heartbeat: { title: i18n.t('Heartbeat'), note: i18n.t('A job reports itself: late, failed or too long is told') },
    sql: { title: i18n.t('Database'), note: i18n.t('PostgreSQL: signs in and runs one statement') },
  }
  return words[kind]
}

/** What is shown of a check's state: how it is, or why nobody looks. */
export function stateWords(check: Check, isLookedAt: boolean): { readonly tone: Tone; readonly words: string } {
  if (check.isPaused) return { tone: 'off', words: i18n.t('paused') }
  if (check.isResting) return { tone: 'off', words: i18n.t('resting') }
  if (!isLookedAt) return { tone: 'unknown', words: i18n.t('not looked at') }
  return outcomeWords(check.state.outcome)
}

export function outcomeWords(outcome: Outcome): { readonly tone: Tone; readonly words: string } {
  const words: Readonly<Record<Outcome, { tone: Tone; words: string }>> = {
    up: { tone: 'good', words: i18n.t('up') },
    down: { tone: 'critical', words: i18n.t('down') },
    unknown: { tone: 'unknown', words: i18n.t('unknown') },
  }
  return words[outcome]
}

export function spanWords(span: Span): string {
  const words: Readonly<Record<Span, string>> = {
    day: i18n.t('24 hours'),
    week: i18n.t('7 days'),
    month: i18n.t('30 days'),
    quarter: i18n.t('90 days'),
  }
  return words[span]
}

export function stepWords(step: keyof Split): string {
  const words: Readonly<Record<keyof Split, string>> = {
    dns: i18n.t('Name'),
    connect: i18n.t('Connection'),
    tls: i18n.t('TLS'),
    wait: i18n.t('Waiting'),
    receive: i18n.t('Receiving'),
  }
  return words[step]
}

/** How long something lasted, as exactly as one remembers it. */
export function lengthWords(ms: number): string {
  if (ms < 2 * HOUR_MS) return i18n.t('{count} min', { count: Math.max(1, Math.round(ms / MINUTE_MS)) })
  return i18n.t('{count} h', { count: Math.round(ms / HOUR_MS) })
}

/** Why it is as it is, in one sentence. */
export function reasonWords(reason: Reason, detail: string): string {
  const words: Readonly<Record<Reason, string>> = {
    answered: i18n.t('It answers as expected.'),
    elsewhere_answered: i18n.t('It answers at most places.'),
    name_not_found: i18n.t('Its name does not exist.'),
    name_server_failed: i18n.t('Its name server gives no answer.'),
    connection_refused: i18n.t('Nothing listens there.'),
    connection_timeout: i18n.t('It does not take connections in time.'),
    connection_lost: i18n.t('It broke the connection off.'),
    host_unreachable: i18n.t('There is no way to its host.'),
    tls_failed: i18n.t('It does not agree on TLS ({detail}).', { detail }),
    certificate_untrusted: i18n.t('Its certificate is not trusted ({detail}).', { detail }),
    certificate_expired: i18n.t('Its certificate has ended: {detail}.', { detail }),
    certificate_wrong_name: i18n.t('Its certificate is not for {detail}.', { detail }),
    certificate_ends_soon: i18n.t('Its certificate ends in {detail} days.', { detail }),
    answer_timeout: i18n.t('It does not answer in time.'),
    answer_invalid: i18n.t('Its answer is not valid.'),
    redirect_refused: i18n.t('It leads to an address that is not followed.'),
    too_many_redirects: i18n.t('It leads from one address to the next without an end.'),
    status_unexpected: i18n.t('It answers with status {detail}.', { detail }),
    too_slow: i18n.t('It answers, but only after {detail} ms.', { detail }),
    header_missing: i18n.t('Its answer lacks what the header {detail} should say.', { detail }),
    text_missing: i18n.t('Its answer does not hold “{detail}”.', { detail }),
    json_differs: i18n.t('Its answer says something else at {detail}.', { detail }),
    records_differ: i18n.t('Its records are others: {detail}.', { detail }),
    packets_lost: i18n.t('It does not answer to pings.'),
    heartbeat_missing: i18n.t('Nothing was heard for {detail} seconds.', { detail }),
    heartbeat_failed: i18n.t('It reported a failure.'),
    heartbeat_too_long: i18n.t('Its run has been going on for {detail} seconds.', { detail }),
    sign_in_refused: i18n.t('It does not let the account in ({detail}).', { detail }),
    statement_failed: i18n.t('It could not run the statement ({detail}).', { detail }),
    value_differs: i18n.t('It answers with {detail}.', { detail }),
    not_looked_yet: i18n.t('Nobody has looked yet.'),
    nobody_looks: i18n.t('Nobody looked.'),
    slot_missed: i18n.t('Pitcrew was too busy to look in time.'),
    prober_starved: i18n.t('Pitcrew itself stood still for {detail} ms while it looked.', { detail }),
    own_name_server_failed: i18n.t('The name server of this installation gives no answer.'),
    own_network_failed: i18n.t('This installation has no network there.'),
    address_not_allowed: i18n.t('It lies in a private network; an owner can approve that.'),
    means_missing: i18n.t('This installation lacks the program {detail}, or the right to use it.', { detail }),
    store_away: i18n.t('PostgreSQL was away.'),
    look_failed: i18n.t('The look itself failed; the log of this installation says why.'),
    locations_differ: i18n.t('Places see it differently.'),
  }
  return words[reason]
}
