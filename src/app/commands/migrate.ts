/** `pitcrew migrate`: for installations that update their tables before they start the new program. */
import process from 'node:process'
import { withCore } from './with-core.ts'

export async function migrate(): Promise<void> {
  await withCore(async () => {
    process.stdout.write('The tables of both stores are up to date.\n')
  })
}
