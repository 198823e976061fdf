/**
 * Comments that must be there: a doc comment on what others read (public.ts, events, kit, platform), a header on each file of
 * the platform. What they say is for reviewers; that they exist is checked.
 *
 * A comment counts where a reader finds it: right above the export, in the file's header for its first export, on the members
 * of an interface. Events and codes carry their sentence in the declaration itself.
 */
import { isCode, isTest, type SourceFile } from './tree.ts'

const READ_BY_OTHERS = /^src\/(kit|platform|events)\/|\/public\.ts$/
const EXPORT = /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/

const SELF_EXPLAINED = /= define(Event|Codes)\(/

/** One sentence per export without a doc comment and per platform file without a header. */
export function commentFaults(files: readonly SourceFile[]): readonly string[] {
  const code = files.filter((file) => isCode(file) && !isTest(file))
  const headless = code.filter(
    ({ path, lines }) => path.startsWith('src/platform/') && !lines[0]?.startsWith('/*') && !lines[0]?.startsWith('//'),
  )
  return [
    ...headless.map(({ path }) => `${path}: open with a comment: what it is, why so, what it does not do`),
    ...code.filter(({ path }) => READ_BY_OTHERS.test(path)).flatMap(silentExports),
  ]
}

function silentExports({ path, lines }: SourceFile): readonly string[] {
  const seen = new Set<string>()
  return lines.flatMap((line, index) => {
    const name = EXPORT.exec(line)?.[1]
    // Further signatures of an overload share the first one's comment; a value and the type of its name do too.
    if (!name || seen.has(name)) return []
    const coveredByHeader = seen.size === 0 && isComment(lines[0] ?? '')
    seen.add(name)
    const explained = coveredByHeader || SELF_EXPLAINED.test(line) || hasCommentAbove(lines, index) || hasCommentedMembers(lines, index)
    return explained ? [] : [`${path}:${index + 1}: ${name} has no comment that says what its type cannot`]
  })
}

/** Whether a comment ends right above, or heads the unbroken run of one-line exports that this line belongs to. */
function hasCommentAbove(lines: readonly string[], index: number): boolean {
  const above = lines[index - 1]?.trim() ?? ''
  if (above.endsWith('*/') || isComment(above)) return true
  return index > 0 && EXPORT.test(above) && hasCommentAbove(lines, index - 1)
}

function hasCommentedMembers(lines: readonly string[], index: number): boolean {
  if (!/^export (interface|type|class) /.test(lines[index] ?? '')) return false
  const end = lines.findIndex((line, at) => at > index && /^[}\])]/.test(line))
  return lines.slice(index + 1, end).some((line) => isComment(line.trim()))
}

const isComment = (line: string): boolean => line.startsWith('/*') || line.startsWith('//')
