import { expect, test } from 'vitest'
import { planForm } from '../domain/form.ts'
import { leavesOf } from '../domain/layers.ts'
import { shapeAt, stepsOf } from '../domain/shape.ts'
import { standardPlan } from '../domain/standard/standard.ts'
import { standardTexts } from './standard-texts.ts'

test('every text of the standard plan can be read in every language', () => {
  const texts = leavesOf(planForm, standardPlan).flatMap(([path, value]) => {
    const shape = shapeAt(planForm, stepsOf(path))
    const isText = shape?.kind === 'text' || (shape?.kind === 'list' && shape.of.kind === 'text')
    return isText ? [value].flat().map(String) : []
  })
  expect(new Set(texts)).toEqual(standardTexts)
})
