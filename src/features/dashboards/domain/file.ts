/** Dashboards as files: YAML, and so JSON too. Everything that is wrong is told at once, each with its line. */
import { isAlias, isMap, isScalar, isSeq, stringify, type Node, type Pair } from 'yaml'
import { readYaml, type YamlText } from '#kit/yaml-text.ts'
import { EXPRESSION_LENGTH_MAX, EXPRESSIONS_MAX } from './limits.ts'
import {
  LEGEND_LENGTH_MAX,
  PANEL_KINDS,
  PANEL_WIDTHS,
  PANELS_MAX,
  TITLE_LENGTH_MAX,
  type DashboardContent,
  type Panel,
  type PanelExpression,
} from './panel.ts'
import { UNITS } from './units.ts'

/** Rises when files of before are read differently. */
const VERSION = 1

export interface FileFault {
  /** From 1. */
  readonly line: number
  readonly message: string
}

export type FileReading = { readonly dashboard: DashboardContent } | { readonly faults: readonly FileFault[] }

/** The same dashboard when it is read again. */
export function writeFile({ title, panels }: DashboardContent): string {
  return stringify({ version: VERSION, title, panels }, { lineWidth: 0 })
}

export function readFile(text: string): FileReading {
  const { document, faults, lineOf } = readYaml(text)
  if (faults.length > 0) return { faults: faults.map(({ line, what, todo }) => ({ line, message: `${what} ${todo}` })) }
  const reader = new Reader(lineOf)
  const dashboard = reader.dashboard(document.contents)
  return reader.faults.length > 0 ? { faults: reader.faults.toSorted((a, b) => a.line - b.line) } : { dashboard }
}

type Fields = ReadonlyMap<string, Node | null>

class Reader {
  readonly faults: FileFault[] = []
  readonly #lineOf: YamlText['lineOf']

  constructor(lineOf: YamlText['lineOf']) {
    this.#lineOf = lineOf
  }

  dashboard(node: Node | null): DashboardContent {
    const fields = this.#fields(node, ['version', 'title', 'panels'], 1)
    const version = fields.get('version')
    const isKnown = isScalar(version) && version.value === VERSION
    if (isMap(node) && !isKnown) this.#blame(version ?? node, `version has to be ${VERSION}.`)
    const title = this.#text(fields, 'title', { of: node, max: TITLE_LENGTH_MAX })
    return { title, panels: this.#list(fields, 'panels', { of: node, min: 0, max: PANELS_MAX }, (one) => this.#panel(one)) }
  }

  #panel(node: Node | null): Panel {
    const fields = this.#fields(node, ['title', 'kind', 'unit', 'width', 'expressions'])
    return {
      title: this.#text(fields, 'title', { of: node, max: TITLE_LENGTH_MAX }),
      kind: this.#oneOf(fields, 'kind', PANEL_KINDS, 'line'),
      unit: this.#oneOf(fields, 'unit', UNITS, 'number'),
      width: this.#oneOf(fields, 'width', PANEL_WIDTHS, 'half'),
      expressions: this.#list(fields, 'expressions', { of: node, min: 1, max: EXPRESSIONS_MAX }, (one) => this.#expression(one)),
    }
  }

  #expression(node: Node | null): PanelExpression {
    const fields = this.#fields(node, ['text', 'legend'])
    const legend = fields.has('legend') ? this.#text(fields, 'legend', { of: node, min: 0, max: LEGEND_LENGTH_MAX }) : ''
    return { text: this.#text(fields, 'text', { of: node, max: EXPRESSION_LENGTH_MAX }), legend }
  }

  #blame(node: Node | null | undefined, message: string, line?: number): void {
    this.faults.push({ line: line ?? this.#lineOf(node ?? null), message })
  }

  #fields(node: Node | null, known: readonly string[], line?: number): Fields {
    if (!isMap(node)) {
      this.#blame(node, `Here belongs a block with ${known.join(', ')}.`, line)
      return new Map()
    }
    const pairs = node.items as Pair<Node, Node | null>[]
    return new Map(
      pairs.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : ''
        if (!known.includes(name)) this.#blame(key, `"${name}" is not known here; known are ${known.join(', ')}.`)
        if (isAlias(value)) this.#blame(value, 'Anchors and aliases are not used in dashboards.')
        return [name, value]
      }),
    )
  }

  #text(
    fields: Fields,
    name: string,
    { of, min = 1, max }: { readonly of: Node | null; readonly min?: number; readonly max: number },
  ): string {
    const node = fields.get(name)
    const value = isScalar(node) && typeof node.value === 'string' ? node.value.trim() : undefined
    if (value !== undefined && value.length >= min && value.length <= max) return value
    if (isMap(of)) this.#blame(node ?? of, `${name} has to be a text of ${min} to ${max} characters.`)
    return ''
  }

  #oneOf<const T extends string>(fields: Fields, name: string, allowed: readonly T[], otherwise: T): T {
    const node = fields.get(name)
    if (node === undefined) return otherwise
    const found = allowed.find((one) => isScalar(node) && node.value === one)
    if (found === undefined) this.#blame(node, `${name} has to be one of ${allowed.join(', ')}.`)
    return found ?? otherwise
  }

  #list<T>(
    fields: Fields,
    name: string,
    { of, min, max }: { readonly of: Node | null; readonly min: number; readonly max: number },
    read: (node: Node | null) => T,
  ): readonly T[] {
    const node = fields.get(name)
    if (isSeq(node) && node.items.length >= min && node.items.length <= max) return (node.items as (Node | null)[]).map(read)
    if (isMap(of)) this.#blame(node ?? of, `${name} has to be a list of ${min} to ${max}.`)
    return []
  }
}
