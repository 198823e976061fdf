/** Calls of functions and aggregations, from the grammar's tree. */
import type { SyntaxNode } from '@lezer/common'
import { FUNCTIONS, UNSUPPORTED_FUNCTIONS } from './functions.ts'
import { readLabels } from './read-labels.ts'
import { AGGREGATIONS, type Aggregate, type Call, type Grouping } from './syntax.ts'
import { nodesOf, type TreeReader } from './tree-reader.ts'

export function readCall(reader: TreeReader, node: SyntaxNode): Call {
  const [identifier, body] = nodesOf(node)
  const name = identifier ? reader.words(identifier).toLowerCase() : ''
  const reason = UNSUPPORTED_FUNCTIONS.get(name)
  if (reason !== undefined) reader.blame(node, `function "${name}" is not supported: ${reason}`)
  else if (!FUNCTIONS.has(name)) reader.blame(node, `unknown function with name "${name}"`)
  const args = body ? nodesOf(body).map((each) => reader.expression(each)) : []
  return { type: 'call', name, args, from: node.from, to: node.to }
}

/** Aggregations that take something besides what they put together. */
const WITH_PARAM: readonly string[] = ['topk', 'bottomk', 'count_values', 'quantile', 'limitk']

export function readGrouping(reader: TreeReader, node: SyntaxNode): Aggregate {
  const nodes = nodesOf(node)
  const name = nodes[0] ? reader.words(nodes[0]).toLowerCase() : ''
  const op = AGGREGATIONS.find((each) => each === name)
  if (!op) reader.blame(node, `aggregation "${name}" is not supported: it is an experiment of Prometheus`)
  const body = nodes.find((each) => each.name === 'FunctionCallBody')
  const args = body ? nodesOf(body).map((each) => reader.expression(each)) : []
  const wanted = WITH_PARAM.includes(name) ? 2 : 1
  if (args.length !== wanted) {
    const message = `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`
    reader.blame(node, message)
  }
  const nothing = { type: 'number', value: NaN, from: node.from, to: node.to } as const
  return {
    type: 'aggregate',
    op: op ?? 'sum',
    grouping: groupingOf(reader, nodes),
    param: wanted === 2 ? (args[0] ?? nothing) : null,
    expression: args.at(-1) ?? nothing,
    from: node.from,
    to: node.to,
  }
}

function groupingOf(reader: TreeReader, nodes: readonly SyntaxNode[]): Grouping {
  const modifier = nodes.find(({ name }) => name === 'AggregateModifier')
  const [kind, labels] = modifier ? nodesOf(modifier) : []
  return { without: kind?.name === 'Without', labels: labels ? readLabels(reader, labels) : [] }
}
