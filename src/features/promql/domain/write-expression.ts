/** Expressions in the form that Prometheus gives them, on one line. */
import {
  METRIC_NAME,
  type Aggregate,
  type Binary,
  type Expression,
  type Matcher,
  type Matching,
  type Selector,
  type Subquery,
} from './syntax.ts'
import { writeDuration, writeNumber } from './text.ts'

/** The same expression: parsed again it evaluates alike. */
export function writeExpression(expression: Expression): string {
  switch (expression.type) {
    case 'number':
      return writeNumber(expression.value)
    case 'string':
      return JSON.stringify(expression.value)
    case 'paren':
      return `(${writeExpression(expression.expression)})`
    case 'unary':
      return `${expression.op}${writeExpression(expression.expression)}`
    case 'selector':
      return writeSelector(expression)
    case 'subquery':
      return `${writeExpression(expression.expression)}[${writeDuration(expression.rangeMs)}:${expression.stepMs === null ? '' : writeDuration(expression.stepMs)}]${modifiers(expression)}`
    case 'call':
      return `${expression.name}(${expression.args.map(writeExpression).join(', ')})`
    case 'aggregate':
      return writeAggregate(expression)
    case 'binary':
      return writeBinary(expression)
  }
}

const PLAIN_NAME = /^[a-zA-Z_:][\w:]*$/

function writeSelector(selector: Selector): string {
  const [head, ...rest] = selector.matchers
  const isNamed = head?.label === METRIC_NAME && head.op === '=' && PLAIN_NAME.test(head.value)
  const matchers = isNamed ? rest : selector.matchers
  const braces = matchers.length === 0 ? '' : `{${matchers.map(writeMatcher).join(',')}}`
  return `${isNamed ? head.value : ''}${braces}${selector.rangeMs === null ? '' : `[${writeDuration(selector.rangeMs)}]`}${modifiers(selector)}`
}

function writeMatcher({ label, op, value }: Matcher): string {
  return `${/^[a-zA-Z_]\w*$/.test(label) ? label : JSON.stringify(label)}${op}${JSON.stringify(value)}`
}

function modifiers({ pin, offsetMs }: Selector | Subquery): string {
  const at = pin === null ? '' : ` @ ${typeof pin === 'number' ? (pin / 1_000).toFixed(3) : `${pin}()`}`
  const offset = offsetMs === 0 ? '' : ` offset ${offsetMs < 0 ? '-' : ''}${writeDuration(Math.abs(offsetMs))}`
  return `${at}${offset}`
}

function writeAggregate({ op, grouping, param, expression }: Aggregate): string {
  const by =
    grouping.without || grouping.labels.length > 0 ? ` ${grouping.without ? 'without' : 'by'} (${grouping.labels.join(', ')}) ` : ''
  return `${op}${by}(${param ? `${writeExpression(param)}, ` : ''}${writeExpression(expression)})`
}

function writeBinary({ op, bool, matching, left, right }: Binary): string {
  return `${writeExpression(left)} ${op}${bool ? ' bool' : ''}${matching ? writeMatching(matching) : ''} ${writeExpression(right)}`
}

function writeMatching({ on, labels, group, include }: Matching): string {
  const match = labels.length > 0 || on ? ` ${on ? 'on' : 'ignoring'} (${labels.join(', ')})` : ''
  return `${match}${group ? ` group_${group} (${include.join(', ')})` : ''}`
}
