/** `npm start`: makes the checkout ready, then serves in this same process, so that signals and exit codes are the server's. */
import process from 'node:process'
import { giveUp, prepare } from './prepare.mjs'
import { runProgram } from './program.mjs'

await prepare().catch(giveUp)
process.argv.splice(2, 0, 'serve')
runProgram({ keep: true })
