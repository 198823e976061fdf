/** From a text to an expression, by the grammar of the Prometheus project. */
import type { SyntaxNode, Tree } from '@lezer/common'
import { checkTypes } from './check.ts'
import { DEPTH_MAX } from './operators.ts'
import { readQuery } from './read-tree.ts'
import type { Expression, SyntaxFault } from './syntax.ts'
import { nodesOf } from './tree-reader.ts'

/** What the grammar package hands over: texts to trees. */
export interface Grammar {
  parse(text: string): Tree
}

export type Parsed = { readonly expression: Expression } | { readonly faults: readonly SyntaxFault[] }

/** Longer ones are no expressions that somebody wrote. */
export const EXPRESSION_LENGTH_MAX = 10_000

/** The expression, its types checked, or what is wrong with it and where. */
export function parseWith(grammar: Grammar, text: string): Parsed {
  if (text.trim() === '') return wrong({ message: 'no expression found in input', from: 0, to: text.length })
  if (text.length > EXPRESSION_LENGTH_MAX) {
    return wrong({
      message: `an expression may have at most ${EXPRESSION_LENGTH_MAX} characters`,
      from: EXPRESSION_LENGTH_MAX,
      to: text.length,
    })
  }
  // The grammar's parser takes seconds for thousands of brackets within each other, so they are counted before.
  if (bracketsDeep(text) > DEPTH_MAX) return wrong({ message: 'the expression nests too deep', from: 0, to: text.length })
  const tree = grammar.parse(text)
  const fault = errorOf(tree, text)
  if (fault) return wrong(fault)
  const [top] = nodesOf(tree.topNode)
  const read = top && readQuery(text, top)
  if (!read) return wrong({ message: 'unexpected end of input', from: text.length, to: text.length })
  if ('faults' in read) return read
  const faults = checkTypes(read.expression)
  return faults.length > 0 ? { faults } : read
}

function bracketsDeep(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [sign] of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[()[\]{}]/g)) {
    if ('([{'.includes(sign)) depth += 1
    if (')]}'.includes(sign)) depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

const wrong = (fault: SyntaxFault): Parsed => ({ faults: [fault] })

/** The first place that the grammar does not know. */
function errorOf(tree: Tree, text: string): SyntaxFault | undefined {
  let fault: SyntaxFault | undefined
  let depth = 0
  tree.iterate({
    enter(node) {
      depth += 1
      if (depth > DEPTH_MAX * 4) fault ??= { message: 'the expression nests too deep', from: node.from, to: node.to }
      if (node.type.isError) fault ??= describe(node.node, text)
      return fault === undefined
    },
    leave: () => void (depth -= 1),
  })
  return fault
}

function describe({ from, to }: SyntaxNode, text: string): SyntaxFault {
  const rest = text.slice(from)
  const before = /([a-zA-Z_:][\w:]*)\s*$/.exec(text.slice(0, from))
  if (before && rest.startsWith('(')) {
    const [, name = ''] = before
    return { message: `unknown function with name "${name}"`, from: from - before[0].length, to: from }
  }
  const quote = text.slice(0, from).match(/["'`][^"'`]*$/)?.[0]
  if (rest.trim() === '' && quote !== undefined) return { message: `unterminated quoted string`, from: from - quote.length, to: from }
  if (rest.trim() === '') return { message: 'unexpected end of input', from, to: Math.max(from, to) }
  const [word = ''] = /^\s*(?:[\w:.]+|[^\s\w]{1,2})/.exec(rest) ?? []
  return { message: `unexpected ${JSON.stringify(word.trim())}`, from, to: Math.max(to, from + word.length) }
}
