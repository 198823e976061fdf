/** What mapping rules look at in a line: its service, what is known of its sender, and what it says of itself. */
import type { Line, Pairs } from './line.ts'

/** Of two with the same name the sender’s counts, and of a list the first, as with what is kept. */
export function lineLabels({ resource, attributes }: Line): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  if (resource.service !== '') labels.set('service.name', resource.service)
  for (const pairs of [resource.attributes, attributes]) add(labels, pairs)
  return labels
}

function add(labels: Map<string, string>, pairs: Pairs): void {
  for (let at = 0; at < pairs.length; at += 2) {
    const [name, value] = [pairs[at] as string, pairs[at + 1] as string]
    if (!labels.has(name)) labels.set(name, value)
  }
}
