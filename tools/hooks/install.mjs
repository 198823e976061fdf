/** Points git at the hooks in this folder. Runs after `npm ci`; does nothing where there is no git checkout. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

if (existsSync('.git')) {
  try {
    execFileSync('git', ['config', 'core.hooksPath', 'tools/hooks'], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    console.warn(`The git hooks are not set up: ${error.message.trim()}`)
  }
}
