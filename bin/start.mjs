/** `npm start`: makes the checkout ready, then serves in this same process, so that signals and exit codes are the server's. */
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import process from 'node:process'
import { giveUp, prepare } from './prepare.mjs'

await prepare().catch(giveUp)
// Node 22 and newer keep compiled code between starts.
module.enableCompileCache?.(fileURLToPath(new URL('../.cache/v8', import.meta.url)))
process.argv.splice(2, 0, 'serve')
await import('../dist/server/main.js')
