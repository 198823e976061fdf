import { describe, expect, test } from 'vitest'
import { DAY_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { linkMail } from './link-mail.ts'
import { judgeLinkRequest, judgeSession, OPEN_LINKS_MAX } from './links.ts'
import { judgeMerge, type Mergeable } from './merge.ts'

describe('merging duplicates', () => {
  const clara: Mergeable = { id: 'a', clientId: 'alder', state: 'active', emails: ['clara@alder.example'], phones: ['1'] }
  const twin: Mergeable = { id: 'b', clientId: 'alder', state: 'active', emails: ['c.abend@alder.example'], phones: ['1', '2'] }

  test('the one that is kept has its own addresses first, each once', () => {
    expect(judgeMerge(clara, twin)).toEqual({
      merges: true,
      reason: 'same_client',
      emails: ['clara@alder.example', 'c.abend@alder.example'],
      phones: ['1', '2'],
    })
  })

  test.each([
    ['the_same_contact', clara],
    ['other_client', { ...twin, clientId: 'birch' }],
    ['merged_already', { ...twin, state: 'merged' as const }],
    ['too_many_addresses', { ...twin, phones: Array.from({ length: 20 }, (_, index) => `0${index}`) }],
  ])('%s is refused', (reason, duplicate) => {
    expect(judgeMerge(clara, duplicate)).toEqual({ merges: false, reason })
  })
})

describe('links', () => {
  test('who is deactivated gets none, and nobody more than a few at a time', () => {
    expect(judgeLinkRequest({ state: 'active', openLinks: 0 }).sends).toBe(true)
    expect(judgeLinkRequest({ state: 'deactivated', openLinks: 0 }).reason).toBe('not_active')
    expect(judgeLinkRequest({ state: 'active', openLinks: OPEN_LINKS_MAX }).reason).toBe('enough_links_open')
  })

  test('the mail speaks the contact’s language and shows no markup of their name', () => {
    const mail = linkMail({ name: '<b>Clara</b>', organisation: 'Northwind', locale: 'de-AT', link: 'https://x.example/contact/link#ab' })
    expect(mail.subject).toBe('Ihr Link zu Northwind')
    expect(mail.text).toContain('https://x.example/contact/link#ab')
    expect(mail.html).toContain('&lt;b&gt;Clara')
    expect(linkMail({ name: 'A', organisation: 'B', locale: null, link: 'https://x.example' }).subject).toBe('Your link to B')
  })

  test('a session ends by age and by silence', () => {
    const now = instant('2026-11-22T09:00:00Z')
    const session = { lastSeenAt: now, expiresAt: later(now, 30 * DAY_MS) }
    expect(judgeSession(session, later(now, MINUTE_MS / 2)).reason).toBe('fresh')
    expect(judgeSession(session, later(now, MINUTE_MS)).reason).toBe('seen_is_stale')
    expect(judgeSession(session, later(now, 14 * DAY_MS)).reason).toBe('idle_too_long')
    expect(judgeSession({ ...session, lastSeenAt: later(now, 29 * DAY_MS) }, later(now, 30 * DAY_MS)).reason).toBe('expired')
  })
})
