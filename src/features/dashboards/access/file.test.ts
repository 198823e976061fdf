import { expect, test } from 'vitest'
import type { DashboardContent } from '../domain/panel.ts'
import { readDashboardText, writeDashboard } from './file.ts'

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
const written = (of: DashboardContent) => writeDashboard('dashboards/shop.yaml', of).text

test('what is saved as a file is the same dashboard when it is read, as YAML and as JSON', () => {
  expect(readDashboardText(written(dashboard))).toEqual({ dashboard, faults: [] })
  expect(readDashboardText(JSON.stringify(dashboard, null, 2))).toEqual({ dashboard, faults: [] })
})

test('kind, unit, width and legend may be left out, and are when a file is written', () => {
  const text = '# The dashboard Short\n\ntitle: Short\npanels:\n  - title: Up\n    expressions:\n      - text: up\n'
  const panel = { title: 'Up', kind: 'line', unit: 'number', width: 'half', expressions: [{ text: 'up', legend: '' }] } as const
  expect(readDashboardText(text)).toEqual({ dashboard: { title: 'Short', panels: [panel] }, faults: [] })
  expect(written({ title: 'Short', panels: [panel] })).toBe(text)
})

test('fields are written in the order in which people say them, whatever order they come in', () => {
  const kept = { unit: 'bytes', title: 'Heap', width: 'full', kind: 'area', expressions: [{ legend: 'heap', text: 'heap_bytes' }] } as const
  const fields = written({ panels: [kept], title: 'Memory' }).match(/\w+(?=: )/g)
  expect(fields).toEqual(['title', 'title', 'kind', 'unit', 'width', 'text', 'legend'])
})

test('everything that is wrong is told at once, each with its line', () => {
  const text = `titel: Shop
panels:
  - title: Requests
    kind: pies
    expressions: []
  - kind: line
    expressions:
      - text: 5
      - text: up
        legnd: "{{route}}"
  - up
`
  const { dashboard: none, faults } = readDashboardText(text)
  expect(none).toBeNull()
  expect(faults.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '1: title: It is required.',
    '1: titel: There is no field "titel" here. Did you mean title? Possible: title, panels.',
    '4: panels.0.kind: There is no choice "pies". Possible: line, area, stat, table.',
    '5: panels.0.expressions: A list does not fit: it must have at least one entry.',
    '6: panels.1.title: It is required.',
    '8: panels.1.expressions.0.text: 5 does not fit: it must be a text.',
    '10: panels.1.expressions.1.legnd: There is no field "legnd" here. Did you mean legend? Possible: text, legend.',
    '11: panels.2: "up" does not fit: it must be an object.',
  ])
})

test('what is neither YAML nor JSON is told with its line, and a file that says nothing too', () => {
  expect(readDashboardText('title: "open\n').faults).toEqual([{ line: 2, message: expect.stringMatching(/^This is not YAML: /) }])
  expect(readDashboardText(`title: x\n${'['.repeat(60_000)}`).faults).toMatchObject([{ line: 2 }])
  expect(readDashboardText('{"title": "a", "title": "b", "panels": []}').faults).toMatchObject([{ line: 1 }])
  expect(readDashboardText('# Later.\n')).toEqual({
    dashboard: null,
    faults: [{ line: 1, message: 'The file says nothing. Write a title, and panels below it.' }],
  })
})
