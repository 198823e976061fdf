/** Replacements such as `$1-${name}`, as Go's regular expressions expand them. */

const REFERENCE = /\$(?:\$|(\w+)|\{(\w+)\})/g

/** `groups` are what the groups of the pattern hold, the whole text first. What names no group is empty. */
export function expandGroups(replacement: string, pattern: string, groups: readonly string[]): string {
  const names = groupNames(pattern)
  return replacement.replace(REFERENCE, (whole, bare?: string, braced?: string) => {
    const name = bare ?? braced
    if (name === undefined) return whole === '$$' ? '$' : whole
    const index = /^\d+$/.test(name) ? Number(name) : names.indexOf(name) + 1
    return (index === 0 && name !== '0' ? undefined : groups[index]) ?? ''
  })
}

/** Names of the capturing groups in their order; of those without a name an empty text. */
function groupNames(pattern: string): readonly string[] {
  const bare = pattern.replace(/\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]/g, '')
  return [...bare.matchAll(/\((?!\?)|\(\?P?<(\w+)>/g)].map(([, name]) => name ?? '')
}
