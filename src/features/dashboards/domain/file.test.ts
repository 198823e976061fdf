import { expect, test } from 'vitest'
import { readFile, writeFile } from './file.ts'
import type { DashboardContent } from './panel.ts'

const dashboard: DashboardContent = {
  title: 'Shop: "all of it"',
  panels: [
    {
      title: 'Requests',
      kind: 'area',
      unit: 'per_second',
      width: 'full',
      expressions: [{ text: 'sum by (route) (rate(http_requests_total{code=~"5.."}[$__rate_interval]))', legend: '{{route}}' }],
    },
    { title: 'Hosts', kind: 'stat', unit: 'number', width: 'third', expressions: [{ text: 'count(up)', legend: '' }] },
  ],
}

test('what is saved as a file is the same dashboard when it is read, as YAML and as JSON', () => {
  expect(readFile(writeFile(dashboard))).toEqual({ dashboard })
  expect(readFile(JSON.stringify({ version: 1, ...dashboard }, null, 2))).toEqual({ dashboard })
})

test('kind, unit, width and legend may be left out', () => {
  const text = 'version: 1\ntitle: Short\npanels:\n  - title: Up\n    expressions:\n      - text: up\n'
  const panel = { title: 'Up', kind: 'line', unit: 'number', width: 'half', expressions: [{ text: 'up', legend: '' }] }
  expect(readFile(text)).toEqual({ dashboard: { title: 'Short', panels: [panel] } })
})

test('everything that is wrong is told at once, each with its line', () => {
  const text = `version: 2
titel: Shop
panels:
  - title: Requests
    kind: pie
    expressions: []
  - kind: line
    expressions:
      - text: 5
  - up
`
  expect(readFile(text)).toEqual({
    faults: [
      { line: 1, message: 'version has to be 1.' },
      { line: 1, message: 'title has to be a text of 1 to 120 characters.' },
      { line: 2, message: '"titel" is not known here; known are version, title, panels.' },
      { line: 5, message: 'kind has to be one of line, area, stat, table.' },
      { line: 6, message: 'expressions has to be a list of 1 to 10.' },
      { line: 7, message: 'title has to be a text of 1 to 120 characters.' },
      { line: 9, message: 'text has to be a text of 1 to 4000 characters.' },
      { line: 10, message: 'Here belongs a block with title, kind, unit, width, expressions.' },
    ],
  })
})

test('what is neither YAML nor JSON is told with its line', () => {
  expect(readFile('version: 1\ntitle: "open\n')).toEqual({
    faults: [{ line: 3, message: expect.stringMatching(/^This is not YAML: /) }],
  })
  expect(readFile(`title: x\n${'['.repeat(60_000)}`)).toMatchObject({ faults: [{ line: 2 }] })
  expect(readFile('')).toMatchObject({ faults: [{ line: 1 }] })
  expect(readFile('{"version": 1, "title": "a", "title": "b", "panels": []}')).toMatchObject({ faults: [{ line: 1 }] })
})
