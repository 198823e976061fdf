/** Puts operands and operators together by the precedence that Prometheus gives them. */
import type { Binary, BinaryOp, Expression, Matching } from './syntax.ts'

export type Piece =
  | { readonly kind: 'operand'; readonly expression: Expression }
  | { readonly kind: 'sign'; readonly op: '+' | '-'; readonly from: number }
  | { readonly kind: 'operator'; readonly op: BinaryOp; readonly bool: boolean; readonly matching: Matching | null }

const LEVELS: readonly (readonly BinaryOp[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
]
const levelOf = new Map(LEVELS.flatMap((ops, level) => ops.map((op) => [op, level])))
const POWER = LEVELS.length - 1

/** How deep expressions may stand in each other, brackets and calls included; more would exhaust the stack. */
export const DEPTH_MAX = 200

/** One expression of pieces as they stand in the text; undefined when they nest too deep. A sign binds as a product does, so less than a power. */
export function combine(pieces: readonly Piece[]): Expression | undefined {
  let at = 0
  const climb = (level: number, depth: number): Expression | undefined => {
    if (depth > DEPTH_MAX) return undefined
    let left = operand(depth)
    for (let next = pieces[at]; left && next?.kind === 'operator' && (levelOf.get(next.op) ?? 0) >= level; next = pieces[at]) {
      at += 1
      const own = levelOf.get(next.op) ?? 0
      const right = climb(own === POWER ? own : own + 1, depth + 1)
      left = right && binaryOf(next, left, right)
    }
    return left
  }
  const operand = (depth: number): Expression | undefined => {
    const piece = pieces[at++]
    if (piece?.kind === 'operand') return piece.expression
    if (piece?.kind !== 'sign') return undefined
    const expression = climb(POWER, depth + 1)
    return expression && signed(piece, expression)
  }
  return climb(0, 0)
}

function signed({ op, from }: Extract<Piece, { kind: 'sign' }>, expression: Expression): Expression {
  const to = expression.to
  if (expression.type === 'number') return { ...expression, value: op === '-' ? -expression.value : expression.value, from }
  return { type: 'unary', op, expression, from, to }
}

function binaryOf({ op, bool, matching }: Extract<Piece, { kind: 'operator' }>, left: Expression, right: Expression): Binary {
  return { type: 'binary', op, bool, matching, left, right, from: left.from, to: right.to }
}
