/** The printed list of statements, and the names that the source gives to statements. Pure. */

// Tests and benches have statements of their own; at the prompt of `pitcrew console` a person writes them.
const NOT_OURS = /^(test|bench|console)\./
const NAMED = /\b(?:named|affected|dispatch)(?:<.+>)?\(\s*\w+,\s*'([\w.]+)'/g

/** `recorded`: name with its texts; a name may come several times. Sorted by name, each text once. */
export function queriesText(recorded: readonly (readonly [string, readonly string[]])[]): string {
  const texts = new Map<string, Set<string>>()
  for (const [name, of] of recorded.filter(([name]) => !NOT_OURS.test(name))) {
    texts.set(name, new Set([...(texts.get(name) ?? []), ...of.map(oneLine)]))
  }
  const blocks = [...texts.keys()].toSorted().map((name) => `-- ${name}\n${[...(texts.get(name) ?? [])].toSorted().join(';\n')};`)
  return `${['-- Every statement that the store tests and the sweep of all routes ran. Written by `npm run generate -- --queries`.', ...blocks].join('\n\n')}\n`
}

/** Names in a printed list. */
export function printedNames(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^-- ([\w]+\.[\w]+)$/gm)].map(([, name = '']) => name))
}

/** Names of the statements in a source file. */
export function statementNames(source: string): readonly string[] {
  return [...source.matchAll(NAMED)].map(([, name = '']) => name).filter((name) => !NOT_OURS.test(name))
}

const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ').trim()
