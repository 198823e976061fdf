/** Records of DNS as texts, and whether they are those that were expected. Pure. */

/** What resolvers give for the types that can be chosen. */
export type DnsAnswer = readonly (string | readonly string[] | { readonly exchange: string; readonly priority: number })[]

/** Sorted; names without the dot at their end. */
export function recordTexts(answer: DnsAnswer): readonly string[] {
  return answer
    .map((record) => {
      if (typeof record === 'string') return plain(record)
      return 'exchange' in record ? `${record.priority} ${plain(record.exchange)}` : record.join('')
    })
    .toSorted()
}

const plain = (name: string): string => name.replace(/\.$/, '').toLowerCase()

/** What was found, when it is not what was expected; nothing expected: anything will do. */
export function differing(found: readonly string[], expected: readonly string[]): string | undefined {
  if (expected.length === 0) return undefined
  const wanted = expected.map((text) => text.replace(/\.$/, '').toLowerCase()).toSorted()
  const got = found.map((text) => text.toLowerCase())
  return wanted.length === got.length && wanted.every((text, index) => text === got[index]) ? undefined : found.join(', ')
}
