/** What INFO of Redis says, by name. */

export interface Info {
  text(name: string): string | undefined
  /** Null for what is not said, or is no number. */
  number(name: string): number | null
  /** By how many bytes the copy that is furthest behind lags; for a copy, by how many it lags itself; null where nothing is copied. */
  replicationLagBytes(): number | null
}

/** Lines of `name:value`; headings and empty lines between them. */
export function readInfo(text: string): Info {
  const values = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0 && !line.startsWith('#')) values.set(line.slice(0, colon), line.slice(colon + 1))
  }
  const number = (name: string): number | null => {
    const value = values.get(name)
    return value === undefined || value === '' || !Number.isFinite(Number(value)) ? null : Number(value)
  }
  return {
    text: (name) => values.get(name),
    number,
    replicationLagBytes() {
      const offset = number('master_repl_offset')
      if (offset === null) return null
      const own = values.get('role') === 'slave' ? number('slave_repl_offset') : null
      if (own !== null) return Math.max(0, (number('slave_read_repl_offset') ?? own) - own)
      const copies = [...values]
        .filter(([name]) => /^slave\d+$/.test(name))
        .map(([, value]) => Number(/(?:^|,)offset=(\d+)/.exec(value)?.[1] ?? offset))
      return copies.length === 0 ? null : Math.max(0, offset - Math.min(...copies))
    },
  }
}
