/** Whether the types of an expression fit together, as Prometheus checks them. */
import { FUNCTIONS, type Signature } from './functions.ts'
import {
  childrenOf,
  isComparison,
  isSetOperator,
  type Aggregate,
  type Binary,
  type Call,
  type Expression,
  type SyntaxFault,
  type ValueType,
} from './syntax.ts'

const NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
}

/** What an expression gives. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.type) {
    case 'number':
      return 'scalar'
    case 'string':
      return 'string'
    case 'selector':
      return expression.rangeMs === null ? 'vector' : 'matrix'
    case 'subquery':
      return 'matrix'
    case 'call':
      return FUNCTIONS.get(expression.name)?.returns ?? 'vector'
    case 'aggregate':
      return 'vector'
    case 'paren':
    case 'unary':
      return typeOf(expression.expression)
    case 'binary':
      return typeOf(expression.left) === 'scalar' && typeOf(expression.right) === 'scalar' ? 'scalar' : 'vector'
  }
}

/** Everything that does not fit, in the order of the text; empty for an expression that can be evaluated. */
export function checkTypes(expression: Expression): readonly SyntaxFault[] {
  return [...childrenOf(expression).flatMap(checkTypes), ...checkOne(expression)]
}

function checkOne(expression: Expression): readonly SyntaxFault[] {
  switch (expression.type) {
    case 'call':
      return checkCall(expression)
    case 'aggregate':
      return checkAggregate(expression)
    case 'binary':
      return checkBinary(expression)
    case 'unary':
      return wants(
        expression.expression,
        ['scalar', 'vector'],
        'unary expression only allowed on expressions of type scalar or instant vector',
      )
    case 'subquery':
      return wants(expression.expression, ['vector'], 'subquery is only allowed on instant vector')
    case 'number':
    case 'string':
    case 'selector':
    case 'paren':
      return []
  }
}

function wants(expression: Expression, types: readonly ValueType[], message: string): readonly SyntaxFault[] {
  const type = typeOf(expression)
  return types.includes(type) ? [] : [{ message: `${message}, got ${NAMES[type]}`, from: expression.from, to: expression.to }]
}

function checkCall(call: Call): readonly SyntaxFault[] {
  const signature = FUNCTIONS.get(call.name)
  if (!signature) return []
  const wrong = wrongCount(call, signature)
  if (wrong !== undefined) return [{ message: wrong, from: call.from, to: call.to }]
  return call.args.flatMap((arg, index) => {
    const type = signature.args[Math.min(index, signature.args.length - 1)] as ValueType
    return wants(arg, [type], `expected type ${NAMES[type]} in call to function "${call.name}"`)
  })
}

function wrongCount({ name, args }: Call, signature: Signature): string | undefined {
  const most = signature.args.length
  const isOpen = signature.optional === Infinity
  const least = isOpen ? most - 1 : most - signature.optional
  if (args.length < least)
    return `expected ${least === most ? '' : 'at least '}${least} argument(s) in call to "${name}", got ${args.length}`
  if (isOpen || args.length <= most) return undefined
  return `expected ${least === most ? '' : 'at most '}${most} argument(s) in call to "${name}", got ${args.length}`
}

function checkAggregate({ op, param, expression }: Aggregate): readonly SyntaxFault[] {
  const faults = wants(expression, ['vector'], 'expected type instant vector in aggregation expression')
  if (!param) return faults
  const type: ValueType = op === 'count_values' ? 'string' : 'scalar'
  return [...faults, ...wants(param, [type], `expected type ${NAMES[type]} in aggregation parameter`)]
}

function checkBinary(binary: Binary): readonly SyntaxFault[] {
  const { op, bool, matching, left, right } = binary
  const place = { from: binary.from, to: binary.to }
  const faults = [left, right].flatMap((side) =>
    wants(side, ['scalar', 'vector'], 'binary expression must contain only scalar and instant vector types'),
  )
  if (faults.length > 0) return faults
  const scalars = [left, right].filter((side) => typeOf(side) === 'scalar').length
  if (bool && !isComparison(op)) return [{ message: 'bool modifier can only be used on comparison operators', ...place }]
  if (isComparison(op) && !bool && scalars === 2) return [{ message: 'comparisons between scalars must use BOOL modifier', ...place }]
  if (isSetOperator(op) && scalars > 0) return [{ message: `set operator "${op}" not allowed in binary scalar expression`, ...place }]
  if (isSetOperator(op) && matching?.group) return [{ message: `no grouping allowed for "${op}" operation`, ...place }]
  if (scalars > 0 && matching && matching.labels.length > 0)
    return [{ message: 'vector matching only allowed between instant vectors', ...place }]
  return []
}
