import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrationFiles, packageRoot } from './migrations.ts'

describe('migrations', () => {
  test('of all parts are found and run in the order of their timestamps', () => {
    for (const store of ['postgres', 'clickhouse'] as const) {
      const files = migrationFiles(store)
      const names = files.map(({ name }) => name)
      expect(names).toEqual(names.toSorted())
      expect(files.every(({ path }) => existsSync(join(packageRoot(), path)))).toBe(true)
      const everywhere = readdirSync(join(packageRoot(), 'src'), { recursive: true, encoding: 'utf8' })
      expect(files.map(({ path }) => path).toSorted()).toEqual(
        everywhere
          .filter((path) => path.endsWith('.sql') && path.includes(`/migrations/${store}/`))
          .map((path) => `src/${path}`)
          .toSorted(),
      )
      expect(files.some(({ path }) => path.startsWith('src/platform/log/'))).toBe(true)
    }
  })
})
