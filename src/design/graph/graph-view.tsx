/**
 * Things and what they need, as a drawing. Every box is a button that Tab reaches and the arrows walk along the lines: up to
 * who needs it, down to what it needs, left and right within its layer. The chosen box shows its lines, the rest steps back.
 */
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react'
import { cx } from '../class-names.ts'
import { StateShape, type Tone } from '../state-label/state-label.tsx'
import { type GraphEdge, type GraphNode, layoutGraph, NODE_HEIGHT, NODE_WIDTH, type Placed } from './layout.ts'
import styles from './graph-view.module.css'

export interface GraphViewNode extends GraphNode {
  readonly note: string
  readonly icon?: ReactNode
  /** Drawn with a warning edge; say why in `note`. */
  readonly warned?: boolean
  /** How it is, as an edge and a shape; say what is wrong in `note`. */
  readonly tone?: Tone
}

export interface GraphViewProps {
  readonly label: string
  readonly nodes: readonly GraphViewNode[]
  readonly edges: readonly GraphEdge[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

const MARGIN = 12

export function GraphView({ label, nodes, edges, chosen, onChoose }: GraphViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const layout = useMemo(() => layoutGraph(nodes, edges), [nodes, edges])
  const place = useMemo(() => new Map(layout.placed.map((one) => [one.id, one])), [layout])
  const lit = useMemo(() => new Set(edges.flatMap(({ from, to }) => (from === chosen || to === chosen ? [from, to] : []))), [edges, chosen])
  const width = layout.width + 2 * MARGIN
  const height = layout.height + 2 * MARGIN

  const walk = (event: KeyboardEvent, id: string) => {
    const next = neighbour(event.key, id, layout.placed, edges)
    if (!next) return
    event.preventDefault()
    host.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }

  return (
    <div className={styles['scroll']} tabIndex={-1}>
      <div ref={host} role="group" aria-label={label} className={styles['graph']} style={{ inlineSize: width, blockSize: height }}>
        <svg width={width} height={height} aria-hidden="true" className={styles['lines']}>
          {edges.map((edge) => {
            const from = place.get(edge.from)
            const to = place.get(edge.to)
            if (!from || !to) return null
            const near = edge.from === chosen || edge.to === chosen
            return (
              <path
                key={`${edge.from} ${edge.to}`}
                d={curve(from, to)}
                className={cx(styles['line'], near && styles['near'], chosen && !near && styles['far'])}
              />
            )
          })}
        </svg>
        {nodes.map((node) => {
          const at = place.get(node.id)
          if (!at) return null
          return (
            <button
              key={node.id}
              type="button"
              data-node={node.id}
              aria-pressed={node.id === chosen}
              onClick={() => onChoose(node.id === chosen ? undefined : node.id)}
              onKeyDown={(event) => walk(event, node.id)}
              className={cx(
                styles['node'],
                node.warned && styles['warned'],
                node.tone && styles[node.tone],
                node.id === chosen && styles['chosen'],
                chosen && node.id !== chosen && !lit.has(node.id) && styles['far'],
              )}
              style={{ insetBlockStart: at.y + MARGIN, left: at.x + MARGIN, inlineSize: NODE_WIDTH, blockSize: NODE_HEIGHT }}
            >
              {node.icon}
              <span className={styles['words']}>
                <span className={styles['label']}>{node.label}</span>
                <span className={styles['note']}>{node.note}</span>
              </span>
              {node.tone ? <StateShape tone={node.tone} /> : null}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function curve(from: Placed, to: Placed): string {
  const x1 = from.x + NODE_WIDTH / 2 + MARGIN
  const y1 = from.y + NODE_HEIGHT + MARGIN
  const x2 = to.x + NODE_WIDTH / 2 + MARGIN
  const y2 = to.y + MARGIN
  const bend = Math.max(24, (y2 - y1) / 2)
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`
}

function neighbour(key: string, id: string, placed: readonly Placed[], edges: readonly GraphEdge[]): string | undefined {
  if (key === 'ArrowDown') return edges.find((edge) => edge.from === id)?.to
  if (key === 'ArrowUp') return edges.find((edge) => edge.to === id)?.from
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const layer = placed.find((one) => one.id === id)?.layer
  const row = placed.filter((one) => one.layer === layer)
  return row[row.findIndex((one) => one.id === id) + (key === 'ArrowRight' ? 1 : -1)]?.id
}
