/**
 * The drawing in ARCHITECTURE.md, from the imports that are really there: floors as boxes, parts inside, an arrow where one
 * part imports another. Everything may use kit and platform, so arrows to those two would say nothing and are left out.
 */
import type { Import } from '../boundaries/cruise.ts'

const FLOORS = ['app', 'shells', 'features', 'core', 'events', 'platform', 'design', 'kit']
/** Floors whose folders are drawn one by one. */
const OPENED = ['shells', 'features', 'core']
const UNDRAWN_TARGETS = ['kit', 'platform']

/** A mermaid flow chart. */
export function drawing(imports: readonly Import[]): string {
  const own = imports.filter(({ from, to }) => isProduct(from) && isProduct(to))
  const boxes = new Set(own.flatMap(({ from, to }) => [boxOf(from), boxOf(to)]))
  const arrows = new Set(
    own
      .map(({ from, to }) => ({ from: boxOf(from), to: boxOf(to) }))
      .filter(isDrawn)
      .map(({ from, to }) => `  ${id(from)} --> ${id(to)}`),
  )
  const lines = FLOORS.flatMap((floor) => {
    const inside = [...boxes].filter((box) => box === floor || box.startsWith(`${floor}/`)).toSorted()
    if (!OPENED.includes(floor)) return inside.map((box) => `  ${id(box)}["${box}"]`)
    return [`  subgraph ${floor}`, ...inside.map((box) => `    ${id(box)}["${box.slice(floor.length + 1)}"]`), '  end']
  })
  return ['```mermaid', 'flowchart TD', ...lines, ...[...arrows].toSorted(), '```'].join('\n')
}

const isProduct = (path: string): boolean => /^src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\.ts$/.test(path)
const isDrawn = ({ from, to }: Import): boolean => from !== to && !UNDRAWN_TARGETS.includes(to)
const id = (box: string): string => box.replaceAll('/', '_')

function boxOf(path: string): string {
  const [, floor = '', folder = ''] = path.split('/')
  return OPENED.includes(floor) ? `${floor}/${folder}` : floor
}
