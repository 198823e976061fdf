import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isCode, isTest, readTree } from '../checks/tree.ts'
import { printedNames, queriesText, statementNames } from './queries-text.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

describe('the printed list of statements', () => {
  test('names every statement of the source and no other: run `npm run generate -- --queries` after a change', () => {
    const sources = readTree(ROOT).filter((file) => file.path.startsWith('src/') && isCode(file) && !isTest(file))
    const named = new Set(sources.flatMap(({ text }) => statementNames(text)))
    const printed = printedNames(readFileSync(`${ROOT}docs/reports/queries.sql`, 'utf8'))
    expect([...printed].toSorted()).toEqual([...named].toSorted())
  })

  test('has each text once, by name, without those of tests', () => {
    const recorded: [string, string[]][] = [
      ['b.find', ['select\n  2', 'select 1']],
      ['test.x', ['select 0']],
      ['a.find', ['select 3']],
      ['b.find', ['select 1']],
    ]
    expect(queriesText(recorded).split('\n\n').slice(1)).toEqual(['-- a.find\nselect 3;', '-- b.find\nselect 1;\nselect 2;\n'])
  })
})
