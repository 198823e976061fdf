/** Expressions of PromQL as they are evaluated: what stands where, with the place in the text for words about it. */

/** What an expression gives at each moment. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string'

/** Characters of the text, `to` exclusive. */
export interface Place {
  readonly from: number
  readonly to: number
}

export interface Matcher extends Place {
  readonly label: string
  readonly op: '=' | '!=' | '=~' | '!~'
  readonly value: string
}

/** The moment to which `@` pins a selector: seconds since 1970 in milliseconds, or an end of the range that is asked for. */
export type Pin = number | 'start' | 'end'

interface Shifted {
  readonly offsetMs: number
  readonly pin: Pin | null
}

/** A vector selector, or a matrix selector when it has a range. The metric's name is one of the matchers. */
export interface Selector extends Place, Shifted {
  readonly type: 'selector'
  readonly matchers: readonly Matcher[]
  readonly rangeMs: number | null
}

export interface Subquery extends Place, Shifted {
  readonly type: 'subquery'
  readonly expression: Expression
  readonly rangeMs: number
  /** null: as often as rules are evaluated by default. */
  readonly stepMs: number | null
}

export interface Call extends Place {
  readonly type: 'call'
  readonly name: string
  readonly args: readonly Expression[]
}

export interface Grouping {
  readonly without: boolean
  readonly labels: readonly string[]
}

export const AGGREGATIONS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'count_values',
  'quantile',
  'limitk',
] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

export interface Aggregate extends Place {
  readonly type: 'aggregate'
  readonly op: Aggregation
  readonly grouping: Grouping
  /** k, quantile or label of those that take one. */
  readonly param: Expression | null
  readonly expression: Expression
}

export const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2'] as const
export const COMPARISONS = ['==', '!=', '<', '>', '<=', '>='] as const
export const SET_OPERATORS = ['and', 'or', 'unless'] as const
export type BinaryOp = (typeof ARITHMETIC)[number] | (typeof COMPARISONS)[number] | (typeof SET_OPERATORS)[number]

export interface Matching {
  /** `on` these labels, otherwise `ignoring` them. */
  readonly on: boolean
  readonly labels: readonly string[]
  readonly group: 'left' | 'right' | null
  /** Labels that come from the side of which there is one. */
  readonly include: readonly string[]
}

export interface Binary extends Place {
  readonly type: 'binary'
  readonly op: BinaryOp
  readonly bool: boolean
  /** null where nothing was said. */
  readonly matching: Matching | null
  readonly left: Expression
  readonly right: Expression
}

export interface Unary extends Place {
  readonly type: 'unary'
  readonly op: '+' | '-'
  readonly expression: Expression
}

export type Expression =
  | Selector
  | Subquery
  | Call
  | Aggregate
  | Binary
  | Unary
  | (Place & { readonly type: 'number'; readonly value: number })
  | (Place & { readonly type: 'string'; readonly value: string })
  | (Place & { readonly type: 'paren'; readonly expression: Expression })

/** What is wrong with an expression, and where. */
export interface SyntaxFault extends Place {
  readonly message: string
}

export const METRIC_NAME = '__name__'

export const isComparison = (op: BinaryOp): boolean => COMPARISONS.some((one) => one === op)
export const isSetOperator = (op: BinaryOp): boolean => SET_OPERATORS.some((one) => one === op)

/** Whether what an operator gives is still that metric: what is chosen is, what is computed is not. */
export function keepsName({ op, bool }: Pick<Binary, 'op' | 'bool'>): boolean {
  // Prometheus 2 forgets to drop the name here, and its answers are what people compare with.
  return (isComparison(op) && !bool) || op === 'atan2'
}

/** The expression within any number of brackets. */
export function withoutParens(expression: Expression): Expression {
  return expression.type === 'paren' ? withoutParens(expression.expression) : expression
}

/** The expressions directly inside one, in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'call':
      return expression.args
    case 'aggregate':
      return expression.param ? [expression.param, expression.expression] : [expression.expression]
    case 'binary':
      return [expression.left, expression.right]
    case 'unary':
    case 'paren':
    case 'subquery':
      return [expression.expression]
    case 'selector':
    case 'number':
    case 'string':
      return []
  }
}
