/** How the parts of the grammar's tree are read. */
import type { SyntaxNode } from '@lezer/common'
import type { Expression, SyntaxFault } from './syntax.ts'
import { readQuoted } from './text.ts'

/** Reads nodes of one text; faults are gathered. */
export interface TreeReader {
  readonly text: string
  readonly faults: SyntaxFault[]
  words(node: SyntaxNode): string
  expression(node: SyntaxNode): Expression
  /** Notes what is wrong with the node. */
  blame(node: { readonly from: number; readonly to: number }, message: string): void
}

/** Children of a node in order, without comments. */
export function nodesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'LineComment') nodes.push(child)
  return nodes
}

/** What a text literal says; a wrong one is blamed. */
export function textOf(reader: TreeReader, node: SyntaxNode): string {
  const words = reader.words(node)
  const text = readQuoted(words)
  if (text === undefined)
    reader.blame(node, words.length > 1 && words.at(-1) === words[0] ? 'invalid escape in string' : 'unterminated quoted string')
  return text ?? ''
}
