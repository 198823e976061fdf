/**
 * What the documents claim in closed form: links, paths and commands. Prose is for reviewers; a path in backquotes that does
 * not exist is a lie that a check can find.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SourceFile } from './tree.ts'

const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g
const PATH = /`((?:src|test|tools|bin|bench|docs|\.ci)\/[\w./-]+)`/g
const SCRIPT = /`npm run ([\w:]+)/g

/** One sentence per link, path or npm script in a document that does not exist. */
export function claimFaults(files: readonly SourceFile[], root: string): readonly string[] {
  const scripts = Object.keys(
    (JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}') as { scripts?: object }).scripts ?? {},
  )
  return files
    .filter(({ path }) => path.endsWith('.md') && path !== 'THIRD_PARTY_NOTICES.md')
    .flatMap(({ path, text }) => {
      const links = matches(text, LINK).filter((link) => !existsSync(join(root, dirname(path), link)))
      const paths = matches(text, PATH).filter((named) => !existsSync(join(root, named)))
      const commands = matches(text, SCRIPT).filter((script) => !scripts.includes(script))
      return [...links, ...paths, ...commands.map((script) => `npm run ${script}`)].map((missing) => `${path}: ${missing} does not exist`)
    })
}

const matches = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, found]) => found ?? '')
