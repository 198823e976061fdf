/** The files of the checkout as the checks see them: what git would keep, without asking git. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text file; `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

const SKIPPED = new Set(['.git', 'node_modules', 'dist', 'dist.next', '.cache', 'data', 'coverage'])
const TEXT = /\.(ts|tsx|mjs|js|css|json|jsonc|md|sql|html|svg|yml|yaml|po|sh)$|(^|\/)(\.gitignore|\.ci\/run|LICENSE|tools\/hooks\/[a-z-]+)$/

/** All text files below `root`, ordered by path; without folders that are made rather than written. */
export function readTree(root: string): readonly SourceFile[] {
  const paths: string[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(path)
      else if (entry.isFile() && TEXT.test(path)) paths.push(path)
    }
  }
  visit('')
  return paths.toSorted().map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return { path, text, lines: text.split('\n') }
  })
}

export const isCode = ({ path }: SourceFile): boolean => /\.(ts|tsx|mjs)$/.test(path) && !isGenerated(path)
export const isTest = ({ path }: SourceFile): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/')
const isGenerated = (path: string): boolean => /\.gen\.tsx?$/.test(path)

/** `core/identity`, `features/monitoring`; undefined outside of core and features. */
export function partOf(path: string): string | undefined {
  return /^src\/((?:core|features)\/[^/]+)\//.exec(path)?.[1]
}
