import { expect, test } from 'vitest'
import { dsnOf, projectOf } from './dsn.ts'

test('a DSN names the installation, the key and the environment as a number', () => {
  const environmentId = '01890a5d-ac96-774b-bcce-b302099a8057'
  expect(projectOf(environmentId)).toBe('196821332426839')
  expect(dsnOf('https://pitcrew.example', { dsnKey: 'abc', environmentId })).toBe('https://abc@pitcrew.example/sentry/196821332426839')
  expect(projectOf('ffffffff-ffff-7fff-bfff-ffffffffffff')).toBe(String(2 ** 48 - 1))
})
