/**
 * YAML that people write and keep: read with the line of everything in it, so that whoever made a slip is told where, and printed in
 * one way. What a text means is for its owner to say.
 */
import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Node } from 'yaml'

/** What is wrong with a text as YAML, where, and what to do. */
export interface YamlFault {
  /** From 1. */
  readonly line: number
  readonly what: string
  readonly todo: string
}

export interface YamlText {
  readonly document: Document.Parsed
  /** By place in the text; more than one may name a line. */
  readonly faults: readonly YamlFault[]
  /** From 1; 1 for what stands nowhere. */
  readonly lineOf: (node: Node | null) => number
}

/** In the form in which everything here is printed: one line stays one line, lists are indented. */
export const YAML_PRINTING = { lineWidth: 0, indentSeq: true } as const

/** Never throws: a text that is no YAML has faults. */
export function readYaml(text: string): YamlText {
  const deep = tooDeepAt(text)
  if (deep !== undefined) return { document: parseDocument(''), faults: [{ line: deep, ...TOO_DEEP }], lineOf: () => 1 }
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: true, stringKeys: false, version: '1.2', merge: false })
  const faults = document.errors.map(({ pos, message }) => ({
    line: counter.linePos(pos[0]).line,
    what: `This is not YAML: ${sentence(message)}`,
    todo: 'Mind indentation, colons and quotes here.',
  }))
  return { document, faults, lineOf: (node) => counter.linePos(node?.range?.[0] ?? 0).line }
}

/** More than anything that people write, brackets in texts included. */
const DEPTH_MAX = 100
const TOO_DEEP = { what: 'Here is more nested than anything that is read here.', todo: 'Close brackets, and indent less.' } as const

/**
 * The first line that nests too deep, by brackets or by its indentation. Counted before the text is parsed: the parser nests as deep as
 * the text, and some thousand levels end the program.
 */
function tooDeepAt(text: string): number | undefined {
  let depth = 0
  let line = 1
  for (const [sign] of text.matchAll(/\n|[[\]{}]|(?<=^|\n)[ \t?:-]{200}/g)) {
    if (sign === '\n') line += 1
    else if (sign.length > 1) return line
    else depth = Math.max(0, depth + ('[{'.includes(sign) ? 1 : -1))
    if (depth > DEPTH_MAX) return line
  }
  return undefined
}

/** The parser's own words, without the excerpt below them. */
function sentence(message: string): string {
  const [first = ''] = message.split('\n')
  return `${first.replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '')}.`
}

/** A key without a value, or an empty text. */
export function isEmptyNode(node: Node): boolean {
  return isScalar(node) && node.value === null
}

/** What to say of an anchor or alias: a reader of a file must find each value where it counts. */
export const NO_ALIASES = { what: 'Anchors and aliases are not used here.', todo: 'Write the value itself.' } as const

/** Faults for every alias in the text. */
export function aliasFaults({ document, lineOf }: Pick<YamlText, 'document' | 'lineOf'>): readonly YamlFault[] {
  const faults: YamlFault[] = []
  visit(document, { Alias: (_key, node) => void faults.push({ line: lineOf(node), ...NO_ALIASES }) })
  return faults
}

/**
 * The line of a dotted place such as `checks.0.settings.url`, or of the nearest block around it that the text has. Keys may have dots
 * themselves: the longest that fits is meant.
 */
export function lineAt({ document, lineOf }: Pick<YamlText, 'document' | 'lineOf'>, place: string): number {
  let node: unknown = document.contents
  let line = 1
  for (let rest = place; rest !== '';) {
    const step = stepInto(node, rest)
    if (step === undefined) return line
    line = lineOf(step.marker)
    node = step.value
    rest = rest.slice(step.length + 1)
  }
  return line
}

interface Step {
  readonly marker: Node
  readonly value: unknown
  /** Of the key. */
  readonly length: number
}

function stepInto(node: unknown, place: string): Step | undefined {
  if (isSeq(node)) {
    const [index = ''] = place.split('.')
    const item = node.items[Number(index)] as Node | undefined
    return item && { marker: item, value: item, length: index.length }
  }
  if (!isMap(node)) return undefined
  const steps = node.items.flatMap(({ key, value }): Step[] => {
    const name = isScalar(key) ? String(key.value) : ''
    return isScalar(key) && (place === name || place.startsWith(`${name}.`)) ? [{ marker: key, value, length: name.length }] : []
  })
  return steps.toSorted((one, other) => other.length - one.length)[0]
}

/** A text with these values under a comment; short lists of plain values stand on one line. */
export function printYaml(value: unknown, head: string): string {
  const document = new Document(value)
  visit(document, {
    Seq: (_key, node) => {
      if (node.items.length > 0 && node.items.every((item) => isScalar(item)) && JSON.stringify(node).length < FLOW_LENGTH_MAX)
        node.flow = true
    },
  })
  document.commentBefore = head
  return document.toString(YAML_PRINTING)
}

/** A list that is longer is read better with one item on a line. */
const FLOW_LENGTH_MAX = 80
