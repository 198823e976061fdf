/** An empty folder for a test, removed with what is in it when the file is done. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

/** Absolute, without links. Call it in a test file's outermost scope, in a hook or in a test. */
export function scratchFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pitcrew-test-')))
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}
