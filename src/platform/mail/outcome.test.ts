import { describe, expect, test } from 'vitest'
import { judgeFailure, type AttemptFacts, type OutcomeKind, type SendFailure } from './outcome.ts'

const BEFORE: AttemptFacts = { textBegun: false, ownSender: true }
const AFTER: AttemptFacts = { textBegun: true, ownSender: true }
const answered = (responseCode: number, command: string, over: Partial<SendFailure> = {}): SendFailure => ({
  message: 'answered',
  responseCode,
  response: `${responseCode} words`,
  command,
  ...over,
})

const CASES: readonly (readonly [string, SendFailure, AttemptFacts, OutcomeKind])[] = [
  ['an unknown recipient is refused', answered(550, 'RCPT TO'), BEFORE, 'refused'],
  ['a full mailbox is tried later', answered(452, 'RCPT TO'), BEFORE, 'postponed'],
  ['greylisting is tried later', answered(451, 'DATA'), AFTER, 'postponed'],
  ['a text that is taken for spam is refused', answered(554, 'DATA'), AFTER, 'refused'],
  ['a message that is too large is refused', answered(552, 'MAIL FROM'), BEFORE, 'refused'],
  ['a configured sender that is refused concerns all mail', answered(553, 'MAIL FROM'), BEFORE, 'relay_trouble'],
  ['a sender of its own that is refused concerns this message', answered(553, 'MAIL FROM'), { ...BEFORE, ownSender: false }, 'refused'],
  ['a wrong password concerns all mail', answered(535, 'AUTH PLAIN', { code: 'EAUTH' }), BEFORE, 'relay_trouble'],
  ['a relay that wants a sign-in concerns all mail', answered(530, 'MAIL FROM'), BEFORE, 'relay_trouble'],
  ['a relay that is going down concerns all mail', answered(421, 'RCPT TO'), BEFORE, 'relay_trouble'],
  ['a greeting that refuses us concerns all mail', answered(554, 'CONN'), BEFORE, 'relay_trouble'],
  ['a connection that is refused concerns all mail', { code: 'ESOCKET', message: 'refused' }, BEFORE, 'relay_trouble'],
  [
    'a connection that breaks after the text was begun may have been an acceptance',
    { code: 'ECONNECTION', message: 'broke' },
    AFTER,
    'answer_lost',
  ],
  ['silence after the text was begun may have been an acceptance', { code: 'EABORT', message: 'late' }, AFTER, 'answer_lost'],
  ['an address that cannot be written concerns this message', { code: 'EENVELOPE', message: 'Invalid recipient' }, BEFORE, 'refused'],
]

describe('what an attempt to send means', () => {
  test.each(CASES)('%s', (_name, failure, facts, kind) => {
    expect(judgeFailure(failure, facts).kind).toBe(kind)
  })

  test('the relay’s own words are kept, and cut at a thousand characters', () => {
    expect(judgeFailure(answered(550, 'RCPT TO'), BEFORE).answer).toBe('550 words')
    expect(judgeFailure(answered(550, 'RCPT TO', { response: 'x'.repeat(5_000) }), BEFORE).answer).toHaveLength(1_000)
  })
})
