/**
 * `npm run dev`: the server from its sources, started anew when one changes, and vite in front of it with hot replacement of
 * the console. Ends as a whole: when one of the two ends, so does the other.
 */
import { spawn } from 'node:child_process'
import process from 'node:process'

const COMMANDS = [
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'src/app/main.ts', 'serve'],
  ['node_modules/vite/bin/vite.js'],
]

const children = COMMANDS.map((args) => spawn(process.execPath, args, { stdio: 'inherit' }))
const stopAll = (): void => {
  for (const child of children) child.kill()
}
for (const child of children) child.once('exit', stopAll)
process.once('SIGINT', stopAll).once('SIGTERM', stopAll)
