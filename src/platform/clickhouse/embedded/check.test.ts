import { expect, test } from 'vitest'
import { checkEmbeddedClickHouse } from './check.ts'

test('doctor finds that the engine runs on the machine these tests run on', () => {
  expect(checkEmbeddedClickHouse()).toEqual({ ok: true, sentence: 'The embedded ClickHouse runs on this machine.', mend: null })
})
