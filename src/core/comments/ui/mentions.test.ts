import { expect, test } from 'vitest'
import { toStored, typedMention } from './mentions.ts'

const ANN = { id: 'per_ann', name: 'Ann' }
const ANN_LEE = { id: 'per_annlee', name: 'Ann Lee (QA)' }

test('picked names are stored as ids, the longer name first, and nobody inside another word', () => {
  expect(toStored('@Ann Lee (QA), @Ann! @Anna @Ann', [ANN, ANN_LEE])).toBe('@per_annlee, @per_ann! @Anna @per_ann')
  expect(toStored('mail@Ann.example', [])).toBe('mail@Ann.example')
})

test('a mention is being typed after an @ at the beginning or after a space, with at most one space in it', () => {
  expect(['@', 'see @ta', '(@Tara L', 'x\n@Ö'].map(typedMention)).toEqual(['', 'ta', 'Tara L', 'Ö'])
  expect(['mail@ta', '@Tara Lind x', 'ta', '@a b c'].map(typedMention)).toEqual([undefined, undefined, undefined, undefined])
})
