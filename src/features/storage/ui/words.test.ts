import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { i18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { tableTitle } from './words.ts'

test('every table that ClickHouse keeps has a title', () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /migrations\/clickhouse\/.*\.sql$/.test(name))
  const tables = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\{table (\w+) by /g)].map(([, name = '']) => name),
  )
  const dropped = ['samples']
  expect(tables.length).toBeGreaterThan(8)
  expect(tables.filter((name) => !dropped.includes(name) && tableTitle(name) === name)).toEqual([])
})
