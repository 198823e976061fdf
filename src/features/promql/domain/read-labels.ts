/** Matchers of selectors and how vectors are matched, from the grammar's tree. */
import type { SyntaxNode } from '@lezer/common'
import { METRIC_NAME, type Matcher, type Matching } from './syntax.ts'
import { nodesOf, textOf, type TreeReader } from './tree-reader.ts'

/** The matchers of a selector; the metric's name is the first. */
export function readMatchers(reader: TreeReader, node: SyntaxNode): readonly Matcher[] {
  const matchers = nodesOf(node).flatMap((part): readonly Matcher[] => {
    if (part.name === 'Identifier') return [nameMatcher(part, reader.words(part))]
    return part.name === 'LabelMatchers' ? nodesOf(part).map((each) => matcherOf(reader, each)) : []
  })
  const names = matchers.filter(({ label, op }) => label === METRIC_NAME && op === '=')
  if (nodesOf(node)[0]?.name === 'Identifier' && matchers.some(({ label }, index) => index > 0 && label === METRIC_NAME)) {
    reader.blame(node, `metric name must not be set twice: ${names.map(({ value }) => JSON.stringify(value)).join(' or ')}`)
  }
  if (matchers.every(matchesEmpty)) reader.blame(node, 'vector selector must contain at least one non-empty matcher')
  return matchers
}

function nameMatcher({ from, to }: SyntaxNode, value: string): Matcher {
  return { label: METRIC_NAME, op: '=', value, from, to }
}

function matcherOf(reader: TreeReader, node: SyntaxNode): Matcher {
  const [label, op, value] = nodesOf(node)
  if (node.name === 'QuotedLabelName') return nameMatcher(node, textOf(reader, node.firstChild ?? node))
  return {
    label: label ? labelOf(reader, label) : '',
    op: (op ? reader.words(op) : '=') as Matcher['op'],
    value: value ? textOf(reader, value) : '',
    from: node.from,
    to: node.to,
  }
}

/** Whether a series without the label fits; what a regular expression says is not tried out, only whether it is obviously so. */
function matchesEmpty({ op, value }: Matcher): boolean {
  if (op === '=') return value === ''
  if (op === '!=') return value !== ''
  const isEmptyToo = value === '' || value === '.*' || /^(?:[^()[\]\\+{}|]\*|[^()[\]\\+{}|]\?)+$/.test(value)
  return op === '=~' ? isEmptyToo : !isEmptyToo
}

/** How the two sides of an operator find each other. */
export function readMatching(reader: TreeReader, node: SyntaxNode): Matching {
  const nodes = nodesOf(node)
  const [labels, include] = nodes.filter(({ name }) => name === 'GroupingLabels')
  const isLeft = nodes.some(({ name }) => name === 'GroupLeft')
  const isRight = nodes.some(({ name }) => name === 'GroupRight')
  const matching: Matching = {
    on: nodes.some(({ name }) => name === 'On'),
    labels: labels ? readLabels(reader, labels) : [],
    group: isLeft ? 'left' : isRight ? 'right' : null,
    include: include ? readLabels(reader, include) : [],
  }
  const both = matching.on ? matching.include.find((label) => matching.labels.includes(label)) : undefined
  if (both !== undefined) reader.blame(node, `label "${both}" must not occur in ON and GROUP clause at once`)
  return matching
}

/** Names of labels in brackets. */
export function readLabels(reader: TreeReader, node: SyntaxNode): readonly string[] {
  return nodesOf(node).map((each) => labelOf(reader, each))
}

function labelOf(reader: TreeReader, node: SyntaxNode): string {
  return node.name === 'QuotedLabelName' ? textOf(reader, node.firstChild ?? node) : reader.words(node)
}
