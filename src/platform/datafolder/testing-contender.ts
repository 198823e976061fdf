/** A process for tests that tries to take the folder named by its argument, says what came of it, and keeps what it got. */
import { openDataFolder } from './open.ts'

process.on('disconnect', () => process.exit())
process.send?.('here')
process.on('message', () => {
  openDataFolder(process.argv[2] ?? '').then(
    () => process.send?.({ taken: true }),
    (error: Error) => process.send?.({ taken: false, sentence: error.message }),
  )
})
