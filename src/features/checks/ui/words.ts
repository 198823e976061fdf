/** Kinds, states and reasons of checks in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { REASON_WORDS } from '../contract/reason-words.ts'
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
  return i18n._(REASON_WORDS[reason], { detail })
}
