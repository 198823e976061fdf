import { describe, expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { mailLines, type Standing } from './now-lines.ts'

const NOW = instant('2026-11-22T09:00:00Z')
const WELL: Standing = { configured: true, waiting: 0, waitingSince: null, trouble: null, failedToday: 0 }
const kinds = (over: Partial<Standing>) => mailLines({ ...WELL, ...over }, NOW).map(({ kind }) => kind)

describe('what of mail needs a person', () => {
  test('is nothing when all is well, and nothing before the first message', () => {
    expect([kinds({}), kinds({ configured: false })]).toEqual([[], []])
  })

  test('is a relay, as soon as a message waits for one', () => {
    const [line] = mailLines({ ...WELL, configured: false, waiting: 2, waitingSince: later(NOW, -MINUTE_MS) }, NOW)
    expect(line).toMatchObject({ kind: 'no_relay', title: '2 messages to be sent', since: later(NOW, -MINUTE_MS) })
  })

  test('is a relay in trouble, with its own words, and messages that failed', () => {
    expect(kinds({ waiting: 1, trouble: '535 wrong password', failedToday: 3 })).toEqual(['relay_in_trouble', 'failed'])
  })
})
