/** A chart as a picture: what the canvas shows, below its title and above the names of its courses. */
import { colour } from '#design/time-chart/colour.ts'
import { strokeOf } from '#design/time-chart/series.ts'

const EDGE_PX = 16
const LINE_PX = 20
const SWATCH_PX = 18
/** More names than this are read in the table. */
const NAMES_MAX = 12

export interface Picture {
  readonly title: string
  readonly names: readonly string[]
}

/** Null when the element shows no chart or the browser cannot make a picture of it. */
export async function pictureOf(element: HTMLElement, { title, names }: Picture): Promise<Blob | null> {
  const drawn = element.querySelector('canvas')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!drawn || !context) return null
  const scale = devicePixelRatio
  const told = names.slice(0, NAMES_MAX)
  const chart = { width: drawn.width / scale, height: drawn.height / scale }
  canvas.width = (chart.width + 2 * EDGE_PX) * scale
  canvas.height = (chart.height + 2 * EDGE_PX + LINE_PX * (told.length + 1)) * scale
  context.scale(scale, scale)
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name)
  context.fillStyle = colour(element, '--surface')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = colour(element, '--ink')
  context.textBaseline = 'top'
  context.font = `600 13px ${token('--font')}`
  context.fillText(title, EDGE_PX, EDGE_PX)
  context.drawImage(drawn, EDGE_PX, EDGE_PX + LINE_PX, chart.width, chart.height)
  context.font = `12px ${token('--font')}`
  told.forEach((name, index) => {
    const top = EDGE_PX + LINE_PX + chart.height + index * LINE_PX
    context.fillStyle = colour(element, `--series-${strokeOf(index).colour}`)
    context.fillRect(EDGE_PX, top + 6, SWATCH_PX - 6, 3)
    context.fillStyle = colour(element, '--ink')
    context.fillText(name, EDGE_PX + SWATCH_PX, top)
  })
  return new Promise((resolve) => canvas.toBlob(resolve))
}
