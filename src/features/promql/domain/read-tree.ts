/** From the grammar's tree to an expression. The tree holds no error any more; what it allows and Prometheus does not is told here. */
import type { SyntaxNode } from '@lezer/common'
import { combine, type Piece } from './operators.ts'
import { readCall, readGrouping } from './read-calls.ts'
import { readMatchers, readMatching } from './read-labels.ts'
import type { BinaryOp, Expression, Pin, SyntaxFault } from './syntax.ts'
import { readNumber } from './text.ts'
import { nodesOf, textOf, type TreeReader } from './tree-reader.ts'

const OPERATORS: Readonly<Record<string, BinaryOp>> = {
  Pow: '^',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Atan2: 'atan2',
  Add: '+',
  Sub: '-',
  Eql: '==',
  Gte: '>=',
  Gtr: '>',
  Lte: '<=',
  Lss: '<',
  Neq: '!=',
  And: 'and',
  Unless: 'unless',
  Or: 'or',
}

/** Parts of the language that come with native histograms or are experiments of Prometheus. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  AnchoredExpr: '"anchored" is not supported: it is an experiment of Prometheus',
  SmoothedExpr: '"smoothed" is not supported: it is an experiment of Prometheus',
  TrimUpper: '"</" is not supported: it is for native histograms, which are not kept',
  TrimLower: '">/" is not supported: it is for native histograms, which are not kept',
  FillModifier: '"fill" is not supported: it is an experiment of Prometheus',
}

/** The expression below a node, or everything that is wrong with it. */
export function readQuery(
  text: string,
  node: SyntaxNode,
): { readonly expression: Expression } | { readonly faults: readonly SyntaxFault[] } {
  const faults: SyntaxFault[] = []
  const reader: TreeReader = {
    text,
    faults,
    words: ({ from, to }) => text.slice(from, to),
    expression: (inner) => {
      const expression = combine(piecesOf(reader, inner))
      if (!expression) reader.blame(inner, 'the expression nests too deep')
      return expression ?? { type: 'number', value: NaN, from: inner.from, to: inner.to }
    },
    blame: ({ from, to }, message) => void faults.push({ message, from, to }),
  }
  const expression = reader.expression(node)
  return faults.length > 0 ? { faults } : { expression }
}

function lastOf(node: SyntaxNode): SyntaxNode {
  return nodesOf(node).at(-1) ?? node
}

/** Operands and operators in the order of the text: the grammar package puts some together otherwise than Prometheus does. */
function piecesOf(reader: TreeReader, node: SyntaxNode): readonly Piece[] {
  const [first, second] = nodesOf(node)
  const unsupported = UNSUPPORTED[node.name]
  if (unsupported !== undefined) reader.blame(node, unsupported)
  switch (node.name) {
    case 'BinaryExpr':
      return first ? [...piecesOf(reader, first), operatorOf(reader, node), ...piecesOf(reader, lastOf(node))] : []
    case 'UnaryExpr':
      return first && second ? [signOf(reader, first), ...piecesOf(reader, second)] : []
    case 'NumberDurationLiteral':
      return numberPieces(reader, node)
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      return first ? modified(reader, piecesOf(reader, first), node) : []
    default:
      return [{ kind: 'operand', expression: primaryOf(reader, node) }]
  }
}

function operatorOf(reader: TreeReader, node: SyntaxNode): Piece {
  const nodes = nodesOf(node)
  const sign = nodes[1] as SyntaxNode
  for (const each of nodes)
    if (UNSUPPORTED[each.name] !== undefined && each !== nodes[0]) reader.blame(each, UNSUPPORTED[each.name] as string)
  const clause = nodes.find(({ name }) => name === 'MatchingModifierClause')
  return {
    kind: 'operator',
    op: OPERATORS[sign.name] ?? '+',
    bool: nodes.some(({ name }) => name === 'BoolModifier'),
    matching: clause ? readMatching(reader, clause) : null,
  }
}

function signOf(reader: TreeReader, node: SyntaxNode): Piece {
  return { kind: 'sign', op: reader.words(node) === '-' ? '-' : '+', from: node.from }
}

function numberPieces(reader: TreeReader, node: SyntaxNode): readonly Piece[] {
  const words = reader.words(node)
  const [, sign, digits = ''] = /^([+-]?)\s*([\s\S]*)$/.exec(words) ?? []
  const from = node.to - digits.length
  const number: Piece = { kind: 'operand', expression: { type: 'number', value: readNumber(digits), from, to: node.to } }
  return sign === '-' || sign === '+' ? [{ kind: 'sign', op: sign, from: node.from }, number] : [number]
}

function primaryOf(reader: TreeReader, node: SyntaxNode): Expression {
  const { from, to } = node
  switch (node.name) {
    case 'ParenExpr':
      return { type: 'paren', expression: reader.expression(lastOf(node)), from, to }
    case 'StringLiteral':
      return { type: 'string', value: textOf(reader, node), from, to }
    case 'VectorSelector':
      return { type: 'selector', matchers: readMatchers(reader, node), rangeMs: null, offsetMs: 0, pin: null, from, to }
    case 'FunctionCall':
      return readCall(reader, node)
    case 'AggregateExpr':
      return readGrouping(reader, node)
    default:
      reader.blame(node, `unexpected ${JSON.stringify(reader.words(node))}`)
      return { type: 'number', value: NaN, from, to }
  }
}

/** A range, offset or pin belongs to the operand before it, whatever the tree says. */
function modified(reader: TreeReader, pieces: readonly Piece[], node: SyntaxNode): readonly Piece[] {
  const last = pieces.at(-1)
  if (last?.kind !== 'operand') return pieces
  return [...pieces.slice(0, -1), { kind: 'operand', expression: modify(reader, { ...last.expression, to: node.to }, node) }]
}

function modify(reader: TreeReader, expression: Expression, node: SyntaxNode): Expression {
  switch (node.name) {
    case 'MatrixSelector':
      return ranged(reader, expression, node)
    case 'SubqueryExpr':
      return subqueryOf(reader, expression, node)
    case 'OffsetExpr':
      return shifted(reader, expression, node)
    case 'StepInvariantExpr':
      return pinned(reader, expression, node)
    default:
      return expression
  }
}

function ranged(reader: TreeReader, expression: Expression, node: SyntaxNode): Expression {
  const rangeMs = durationOf(reader, lastOf(node))
  if (expression.type !== 'selector') reader.blame(node, 'ranges only allowed for vector selectors')
  else if (expression.rangeMs !== null) reader.blame(node, 'only one range may stand after a selector')
  else if (expression.offsetMs !== 0 || expression.pin !== null) reader.blame(node, 'no offset or @ modifier may stand before the range')
  return expression.type === 'selector' ? { ...expression, rangeMs } : expression
}

function subqueryOf(reader: TreeReader, expression: Expression, node: SyntaxNode): Expression {
  const [, range, step] = nodesOf(node)
  const rangeMs = durationOf(reader, range as SyntaxNode)
  const stepMs = step ? durationOf(reader, step) : null
  return { type: 'subquery', expression, rangeMs, stepMs, offsetMs: 0, pin: null, from: expression.from, to: node.to }
}

function shifted(reader: TreeReader, expression: Expression, node: SyntaxNode): Expression {
  const offset = lastOf(node)
  const isBack = !reader.words(offset).trim().startsWith('-')
  const durationMs = durationOf(reader, offset)
  if (expression.type !== 'selector' && expression.type !== 'subquery') {
    reader.blame(node, 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery')
    return expression
  }
  if (expression.offsetMs !== 0) reader.blame(node, 'offset may not be set multiple times')
  return { ...expression, offsetMs: isBack ? durationMs : -durationMs }
}

function pinned(reader: TreeReader, expression: Expression, node: SyntaxNode): Expression {
  const at = lastOf(node)
  const named = nodesOf(node).find(({ name }) => name === 'AtModifierPreprocessors')
  const pin: Pin = named ? (named.firstChild?.name === 'AtStart' ? 'start' : 'end') : Math.round(signedNumber(reader.words(at)) * 1_000)
  if (typeof pin === 'number' && !Number.isFinite(pin)) reader.blame(at, 'timestamp out of bounds for @ modifier')
  if (expression.type !== 'selector' && expression.type !== 'subquery') {
    reader.blame(node, '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery')
    return expression
  }
  if (expression.pin !== null) reader.blame(node, '@ <timestamp> may not be set multiple times')
  return { ...expression, pin }
}

function signedNumber(words: string): number {
  const [, sign, digits = ''] = /^([+-]?)\s*([\s\S]*)$/.exec(words.trim()) ?? []
  return sign === '-' ? -readNumber(digits) : readNumber(digits)
}

/** A plain duration or a number of seconds; computed ones are an experiment of Prometheus. */
function durationOf(reader: TreeReader, node: SyntaxNode): number {
  const words = reader
    .words(node)
    .trim()
    .replace(/^[+-]\s*/, '')
  const seconds = /^[\w.]+$/.test(words) ? readNumber(words) : NaN
  if (!Number.isFinite(seconds)) reader.blame(node, 'durations that are computed are not supported: they are an experiment of Prometheus')
  else if (node.name === 'DurationExpr' && seconds <= 0) reader.blame(node, 'duration must be greater than 0')
  return Math.round(seconds * 1_000)
}
