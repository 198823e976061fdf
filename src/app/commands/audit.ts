/** `pitcrew audit`: the chain of events checked and its checkpoints printed. */
import process from 'node:process'
import { withCore } from './with-core.ts'

const TELL_EVERY_EVENTS = 100_000

export async function verify(): Promise<void> {
  await withCore(async ({ platform }) => {
    let told = 0
    const result = await platform.log.verify((seq) => {
      if (seq - told < TELL_EVERY_EVENTS) return
      told = seq
      process.stderr.write(`… ${seq} events checked\n`)
    })
    if (result.fault === null) {
      process.stdout.write(`The chain holds: ${result.toSeq} events, head ${result.head}.\n`)
      return
    }
    process.stdout.write(`The chain is broken at event ${result.fault.seq}: ${result.fault.what}\n`)
    process.exitCode = 1
  })
}

export async function checkpoints(): Promise<void> {
  await withCore(async ({ platform }) => {
    for await (const line of platform.log.checkpointLines()) process.stdout.write(`${line}\n`)
  })
}
