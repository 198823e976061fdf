import { describe, expect, test } from 'vitest'
import { instant, later, SECOND_MS } from '#kit/time.ts'
import { isCoveredBy, neededBy, placeAlert, TOGETHER_MS, type Graph, type Speaker } from './placing.ts'

const START = instant('2026-11-22T03:00:00Z')
/** The page needs the shop, the shop its database; the blog needs nothing. */
const graph: Graph = new Map([
  ['page', ['shop']],
  ['shop', ['database']],
  ['search', ['database']],
  ['blog', []],
])
const speaker = (id: string, componentId: string | null, of: Partial<Speaker> = {}): Speaker => ({
  id,
  componentId,
  environmentId: 'production',
  severity: 'major',
  since: START,
  facesUsers: false,
  onlyWithUsers: false,
  ...of,
})

test('what a component needs is found through all that stand between, and through circles', () => {
  expect([...neededBy('page', graph)]).toEqual(['shop', 'database'])
  expect([
    ...neededBy(
      'a',
      new Map([
        ['a', ['b']],
        ['b', ['a', 'c']],
      ]),
    ),
  ]).toEqual(['b', 'c'])
})

describe('an alert', () => {
  test('of what stands on a failed component is its evidence, however much later it comes', () => {
    const late = speaker('late', 'page', { since: later(START, 3_600 * SECOND_MS) })
    expect(placeAlert(late, [speaker('root', 'database')], graph)).toEqual({ place: 'evidence', of: 'root', reason: 'depends_on_it' })
  })

  test('of the failed component takes over what came before it', () => {
    const root = speaker('root', 'database', { since: later(START, 300 * SECOND_MS) })
    expect(placeAlert(root, [speaker('first', 'shop'), speaker('other', 'blog')], graph)).toEqual({
      place: 'speaks',
      reason: 'taken_over',
      takesOver: ['first'],
    })
  })

  test('joins another that needs the same, while they come together', () => {
    const second = speaker('second', 'search', { since: later(START, 5 * SECOND_MS) })
    expect(placeAlert(second, [speaker('first', 'shop')], graph)).toEqual({ place: 'evidence', of: 'first', reason: 'same_cause' })
    const later1 = speaker('second', 'search', { since: later(START, TOGETHER_MS + 1) })
    expect(placeAlert(later1, [speaker('first', 'shop')], graph)).toMatchObject({ place: 'speaks' })
  })

  test('of components that have nothing in common speaks for itself', () => {
    expect(placeAlert(speaker('blog', 'blog'), [speaker('shop', 'shop')], graph)).toMatchObject({ reason: 'speaks_for_itself' })
  })

  test('of the environment as a whole joins one that has just opened there', () => {
    expect(placeAlert(speaker('b', null), [speaker('a', null)], graph)).toEqual({ place: 'evidence', of: 'a', reason: 'opened_together' })
    expect(placeAlert(speaker('b', null, { environmentId: 'qa' }), [speaker('a', null)], graph)).toMatchObject({ place: 'speaks' })
  })

  test('of a busy host explains what users meet, whichever comes first, and never speaks while they meet something', () => {
    const busy = speaker('cpu', null, { severity: 'notify', onlyWithUsers: true, since: later(START, 3_600 * SECOND_MS) })
    const slow = speaker('slow', null, { facesUsers: true })
    expect(placeAlert(busy, [slow], graph)).toEqual({ place: 'evidence', of: 'slow', reason: 'users_affected' })
    const slower = { ...slow, since: later(busy.since, 3_600 * SECOND_MS) }
    expect(placeAlert(slower, [busy], graph)).toEqual({ place: 'speaks', reason: 'taken_over', takesOver: ['cpu'] })
  })

  test('that is more severe takes a lesser one over', () => {
    expect(placeAlert(speaker('b', null, { severity: 'critical' }), [speaker('a', null)], graph)).toEqual({
      place: 'speaks',
      reason: 'taken_over',
      takesOver: ['a'],
    })
  })
})

test('a storm is one alert, whichever of two thousand comes first', () => {
  const components = Array.from({ length: 1_999 }, (_none, index) => `c${index}`)
  const wide: Graph = new Map(components.map((id) => [id, ['parent']]))
  for (const parentAt of [0, 700, 1_999]) {
    const order = components.toSpliced(parentAt, 0, 'parent')
    let speakers: readonly Speaker[] = []
    for (const [index, component] of order.entries()) {
      const alert = speaker(component, component, { since: later(START, 5 * index) })
      const place = placeAlert(alert, speakers, wide)
      if (place.place === 'speaks') speakers = [...speakers.filter(({ id }) => !place.takesOver.includes(id)), alert]
    }
    expect(speakers.map(({ id }) => id)).toEqual(['parent'])
  }
})

test('a page covers what is no more severe than what it told', () => {
  expect(isCoveredBy('major', ['critical'])).toBe(true)
  expect(isCoveredBy('critical', ['major'])).toBe(false)
  expect(isCoveredBy('critical', [])).toBe(false)
})
