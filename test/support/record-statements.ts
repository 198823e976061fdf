/** Loaded before each store test file: with PITCREW_STATEMENTS the named statements that the file runs are kept in that folder. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll } from 'vitest'
import { recordedStatements, startRecording } from '#platform/pg/recording.ts'

const folder = process.env['PITCREW_STATEMENTS']

if (folder) {
  startRecording()
  afterAll(() => {
    const statements = [...recordedStatements()].map(([name, texts]) => [name, [...texts]])
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${uuidv7()}.json`), JSON.stringify(statements))
  })
}
