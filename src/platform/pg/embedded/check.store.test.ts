import { expect, test } from 'vitest'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { checkEmbeddedPostgres } from './check.ts'

test('doctor finds that the server runs on the machine these tests run on', () => {
  expect(checkEmbeddedPostgres(scratchFolder())).toMatchObject({
    ok: true,
    sentence: expect.stringContaining('PostgreSQL 18 runs on this machine') as string,
  })
})
