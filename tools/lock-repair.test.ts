import { expect, test } from 'vitest'
import { missingEntries } from './lock-repair.mjs'

const lock = (packages: Record<string, object>) => ({ packages: { '': {}, ...packages } })

test('an optional package that npm left out gets its version and platform', () => {
  const missing = missingEntries(lock({ 'node_modules/a': { dev: true, optionalDependencies: { '@a/linux-arm64-musl': '1.2.3' } } }))
  expect(missing).toEqual({
    'node_modules/@a/linux-arm64-musl': { version: '1.2.3', dev: true, optional: true, os: ['linux'], cpu: ['arm64'], libc: ['musl'] },
  })
})

test('an entry that another version occupies goes below the package that wants it', () => {
  const tree = { 'node_modules/b': { version: '1.0.0' }, 'node_modules/a': { optionalDependencies: { b: '2.0.0' } } }
  expect(Object.keys(missingEntries(lock(tree)))).toEqual(['node_modules/a/node_modules/b'])
})

test('a complete file is left alone', () => {
  const tree = {
    'node_modules/b': { version: '1.0.0' },
    'node_modules/a': { optionalDependencies: { b: '1.0.0', c: '^3' } },
    'node_modules/c': { version: '3.1.0' },
  }
  expect(missingEntries(lock(tree))).toEqual({})
})

test('a range that npm could not resolve is told instead of guessed', () => {
  expect(() => missingEntries(lock({ 'node_modules/a': { optionalDependencies: { b: '^2' } } }))).toThrow('not an exact version')
})
