/**
 * Plans as YAML. A layer is kept as the text that somebody wrote, so its comments and its order stay; this file finds out what it
 * sets and where it is wrong, all faults at once, and changes single values in it without touching the rest.
 */
import { Document, isAlias, isMap, isPair, isScalar, isSeq, stringify, visit, type Node, type Pair } from 'yaml'
import { meant, shown } from '#kit/shown-value.ts'
import { isEmptyNode, NO_ALIASES, readYaml, YAML_PRINTING, type YamlText } from '#kit/yaml-text.ts'
import { planForm } from './form.ts'
import { isKey, isLeaf, ITEMS_MAX, NONE, pathOf, stepsOf, type Leaf, type LeafValue, type Shape } from './shape.ts'
import { isSameValue, readValue } from './values.ts'

/** What is wrong in a file, where, and what to do. */
export interface SourceFault {
  /** From 1. */
  readonly line: number
  /** Dotted place in the plan; empty for the file as a whole. */
  readonly path: string
  readonly what: string
  readonly todo: string
}

export interface SourceReading {
  /** What the text sets, in its order; faulty values are left out. */
  readonly leaves: ReadonlyMap<string, LeafValue>
  /** First line of everything that is set, blocks included. */
  readonly lines: ReadonlyMap<string, number>
  /** By line; empty when the text is right as far as it can be judged without the other layers. */
  readonly faults: readonly SourceFault[]
}

/** Reads one layer; an empty text sets nothing. */
export function readSource(text: string): SourceReading {
  const reader = new Reader(text)
  reader.read()
  const { leaves, lines, faults } = reader
  return { leaves, lines, faults: faults.toSorted((a, b) => a.line - b.line) }
}

class Reader {
  readonly leaves = new Map<string, LeafValue>()
  readonly lines = new Map<string, number>()
  readonly faults: SourceFault[] = []
  readonly #text: YamlText

  constructor(text: string) {
    this.#text = readYaml(text)
  }

  read(): void {
    for (const { line, what, todo } of this.#text.faults) this.#tell(line, [], what, todo)
    const { contents } = this.#text.document
    if (contents !== null && !isEmptyNode(contents)) this.#walk(planForm, contents, [], 1)
  }

  #tell(line: number, at: readonly string[], what: string, todo: string): void {
    // What is broken as YAML is read anew in odd ways; the first fault of a line is the true one.
    if (this.faults.some((fault) => fault.line === line && (fault.path === '' || fault.path === pathOf(at)))) return
    this.faults.push({ line, path: pathOf(at), what, todo })
  }

  #walk(shape: Shape, node: Node, at: readonly string[], line: number): void {
    this.lines.set(pathOf(at), line)
    if (isAlias(node)) return this.#tell(line, at, NO_ALIASES.what, NO_ALIASES.todo)
    if (isLeaf(shape)) return this.#readLeaf(shape, node, at, line)
    if (isEmptyNode(node)) return
    if (!isMap(node)) return this.#tell(line, at, `${shown(node.toJS(this.#text.document))} stands where a block belongs.`, fieldsOf(shape))
    for (const pair of node.items) this.#walkPair(shape, pair as Pair<Node, Node | null>, at)
  }

  #walkPair(shape: Exclude<Shape, Leaf>, { key, value }: Pair<Node, Node | null>, at: readonly string[]): void {
    const name = isScalar(key) ? String(key.value) : ''
    const here = [...at, name]
    const line = this.#text.lineOf(key)
    if (shape.kind === 'map' && !isKey(shape, name)) return this.#tell(line, here, `"${name}" cannot be a key here.`, KEYS[shape.keys])
    const inner = shape.kind === 'map' ? shape.of : Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
    if (inner === undefined) {
      const known = shape.kind === 'group' ? Object.keys(shape.fields) : []
      return this.#tell(line, here, `A plan has no ${at.length === 0 ? 'chapter' : 'field'} "${name}" here.`, meant(name, known))
    }
    if (shape.kind === 'map' && isScalar(value) && value.value === NONE) this.#take(here, line)
    else if (value !== null) this.#walk(inner, value, here, line)
    else if (isLeaf(inner)) this.#tell(line, here, 'Nothing stands here.', 'Write a value, or take the line out.')
  }

  #take(at: readonly string[], line: number): void {
    this.lines.set(pathOf(at), line)
    this.leaves.set(pathOf(at), NONE)
  }

  #readLeaf(leaf: Leaf, node: Node, at: readonly string[], line: number): void {
    const before = this.faults.length
    if (leaf.kind === 'list' && isSeq(node)) {
      for (const item of node.items.slice(0, ITEMS_MAX) as Node[])
        this.#readPiece(leaf, [item.toJS(this.#text.document)], at, this.#text.lineOf(item))
      if (this.faults.length > before) return
    }
    const value = this.#readPiece(leaf, node.toJS(this.#text.document), at, line)
    if (value !== undefined) this.leaves.set(pathOf(at), value)
  }

  #readPiece(leaf: Leaf, written: unknown, at: readonly string[], line: number): LeafValue | undefined {
    const read = readValue(leaf, written)
    if (read.ok) return read.value
    this.#tell(line, at, read.what, read.todo)
    return undefined
  }
}

const KEYS = {
  word: 'Write a word of small letters, digits and underscores, such as night_shift.',
  date: 'Write a date such as 2026-12-25.',
} as const

function fieldsOf(shape: Exclude<Shape, Leaf>): string {
  return shape.kind === 'group'
    ? `Write fields below it: ${Object.keys(shape.fields).join(', ')}.`
    : `Write entries below it, each under its key; ${NONE} takes an inherited one away.`
}

const parse = (text: string) => readYaml(text).document

/** The text with some values set and others taken out again; everything else, comments too, stays. */
export function editSource(
  text: string,
  { set, unset }: { readonly set: ReadonlyMap<string, LeafValue>; readonly unset: readonly string[] },
): string {
  let spliced = text
  const rest = new Map<string, LeafValue>()
  for (const [path, value] of set) {
    const next = splice(spliced, stepsOf(path), value)
    if (next === undefined) rest.set(path, value)
    else spliced = next
  }
  return rest.size + unset.length === 0 ? spliced : rebuild(spliced, { set: rest, unset })
}

/** Puts a value in the place of one that stands on one line, so that not even a blank is moved; undefined where none does. */
function splice(text: string, steps: readonly string[], value: LeafValue): string | undefined {
  const present = parse(text).getIn(steps, true)
  if (!(isScalar(present) || isSeq(present)) || isSeq(present) !== Array.isArray(value) || !present.range) return undefined
  const [start, end] = present.range
  if (start === end || text.slice(start, end).includes('\n')) return undefined
  const next = text.slice(0, start) + written(value) + text.slice(end)
  return isSameValue(parse(next).getIn(steps, false) as LeafValue | undefined, value) || Array.isArray(value) ? next : undefined
}

/** Also fit for the inside of braces, where commas and brackets divide. */
function written(value: LeafValue): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  const plain = stringify(value, YAML_PRINTING).trimEnd()
  return typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : plain
}

function rebuild(
  text: string,
  { set, unset }: { readonly set: ReadonlyMap<string, LeafValue>; readonly unset: readonly string[] },
): string {
  const document = parse(text)
  if (document.contents === null || isEmptyNode(document.contents)) document.contents = document.createNode({}) as never
  for (const path of unset) remove(document, stepsOf(path))
  for (const [path, value] of set) put(document, stepsOf(path), value)
  const isBare = isMap(document.contents) && document.contents.items.length === 0
  const printed = document.toString(YAML_PRINTING)
  return isBare ? printed.replace(/^\{\}\n?/m, '') : printed
}

function put(document: ReturnType<typeof parse>, steps: readonly string[], value: LeafValue): void {
  const present = document.getIn(steps, true)
  if (isScalar(present) && !Array.isArray(value)) {
    // The node stays, and with it the comment behind it.
    present.value = value
    return
  }
  const node = document.createNode(value)
  if (isSeq(node)) node.flow = true
  if (isSeq(present)) {
    node.comment = present.comment ?? null
    node.commentBefore = present.commentBefore ?? null
  }
  // An empty block ("thresholds:") holds null, below which nothing can be set.
  for (let depth = 1; depth < steps.length; depth++) {
    const above = steps.slice(0, depth)
    if (!isMap(document.getIn(above, true))) document.setIn(above, document.createNode({}))
  }
  document.setIn(steps, node)
}

/** Takes a value out, and the blocks that hold nothing afterwards. */
function remove(document: ReturnType<typeof parse>, steps: readonly string[]): void {
  if (!document.hasIn(steps)) return
  document.deleteIn(steps)
  for (let depth = steps.length - 1; depth > 0; depth--) {
    const above = steps.slice(0, depth)
    const block = document.getIn(above, true)
    if (!isMap(block) || block.items.length > 0) return
    document.deleteIn(above)
  }
}

/** Writes leaves as a new text, each chapter under its comment. */
export function printSource(
  leaves: Iterable<readonly [string, LeafValue]>,
  comments: Readonly<Record<string, string>>,
  head: string,
): string {
  const document = new Document({})
  for (const [path, value] of leaves) {
    const node = document.createNode(value)
    if (isSeq(node)) node.flow = node.items.length < 4 && JSON.stringify(value).length < 80
    document.setIn(stepsOf(path), node)
  }
  if (isMap(document.contents)) for (const pair of document.contents.items) introduce(document, pair, comments)
  document.commentBefore = head
  return document.toString(YAML_PRINTING)
}

function introduce(document: Document, pair: Pair, comments: Readonly<Record<string, string>>): void {
  const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
  const key = document.createNode(name)
  pair.key = key
  key.commentBefore = ` ${comments[name]}`
  key.spaceBefore = true
}

/** Puts other texts in the place of those that name people, wherever a list of people stands; all else stays as it is. */
export function renamePeople(text: string, names: ReadonlyMap<string, string>): string {
  const document = parse(text)
  const places: { readonly range: readonly [number, number]; readonly name: string }[] = []
  visit(document, {
    Scalar: (_key, node, path) => {
      const name = names.get(String(node.value))
      const isHolder = path.some((step) => isPair(step) && isScalar(step.key) && PEOPLE_FIELDS.has(String(step.key.value)))
      if (name !== undefined && isHolder && node.range) places.push({ range: [node.range[0], node.range[1]], name })
    },
  })
  return places.toReversed().reduce((told, { range, name }) => told.slice(0, range[0]) + name + told.slice(range[1]), text)
}

const PEOPLE_FIELDS = new Set(['heldBy', 'deputies'])

/** Everybody whom a layer's values name, by id or address. */
export function peopleIn(leaves: ReadonlyMap<string, LeafValue>): string[] {
  const lists = [...leaves].filter(([path]) => PEOPLE_FIELDS.has(stepsOf(path).at(-1) ?? ''))
  return [...new Set(lists.flatMap(([, value]) => (Array.isArray(value) ? (value as readonly string[]) : [])))]
}
