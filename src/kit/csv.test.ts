import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('commas, quotes and line ends stay inside their cell', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 3, null])).toBe('"a,b","say ""hi""","two\nlines",3,\r\n')
})

test.each(['=1+1', '+1', '-1', '@sum', '\tx'])('a spreadsheet does not run %j', (text) => {
  expect(csvLine([text]).startsWith("'") || csvLine([text]).startsWith('"\'')).toBe(true)
})
