import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarText } from './icalendar.ts'
import { instant } from './time.ts'

const [FROM, TO, READ] = [instant('2026-11-22T21:00:00Z'), instant('2026-11-23T05:30:00Z'), instant('2026-11-22T12:00:00Z')]

test('another program reads what was written, whatever stands in it', () => {
  const title = `Umzug; Teil 1, „größer“ \\ ${'ß'.repeat(90)} 🚒`
  const text = 'Erste Zeile\nzweite Zeile\r\ndritte'
  const written = calendarText(
    'Dienst',
    [{ uid: 'a@pitcrew', title, text, from: FROM, to: TO, url: 'https://p.example/windows/1', version: 3 }],
    READ,
  )
  for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const calendar = new ICAL.Component(ICAL.parse(written))
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Dienst')
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  expect([event.uid, event.summary, event.description, event.sequence]).toEqual(['a@pitcrew', title, text.replace('\r\n', '\n'), 3])
  expect([event.startDate.toJSDate().getTime(), event.endDate.toJSDate().getTime()]).toEqual([FROM, TO])
})

test('signs that no line may hold are left out', () => {
  expect(calendarText('Duty', [{ uid: 'b', title: 'one\u0000\u0007two', from: FROM, to: TO }], READ)).toContain('SUMMARY:onetwo\r\n')
})
