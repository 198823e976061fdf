import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { rank, type Band } from './now.ts'

const item = (band: Band, minute: number, title = 'x') => ({ band, since: instant(minute * 60_000), title, href: '/' })

test('what burns comes first, whatever has waited longer', () => {
  const ranked = rank([item('due', 1), item('waiting', 2), item('burning', 9), item('breaching', 3)])
  expect(ranked.map(({ band }) => band)).toEqual(['burning', 'breaching', 'waiting', 'due'])
})

test('within a band the longest standing comes first, and equal ones do not change places', () => {
  const ranked = rank([item('waiting', 5, 'b'), item('waiting', 5, 'a'), item('waiting', 4, 'z')])
  expect(ranked.map(({ title }) => title)).toEqual(['z', 'a', 'b'])
  expect(rank(ranked.toReversed())).toEqual(ranked)
})
