/** What happened meanwhile, across a chart: a line for a moment, a ground for what lasts, each with its words at the top. */
import type uPlot from 'uplot'
import { SECOND_MS } from '#kit/time.ts'
import type { Marker } from './series.ts'

type Look = Readonly<Record<Marker['kind'], string>> & { readonly font: string }

/** Longer words would run into the next ones. */
const WORDS_LENGTH_MAX = 18
const GROUND_OPACITY = 0.1

export function markerLines(markers: () => readonly Marker[], look: Look): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { ctx, bbox } = plot
        ctx.save()
        ctx.beginPath()
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
        ctx.clip()
        for (const marker of markers()) draw(plot, marker, look)
        ctx.restore()
      },
    },
  }
}

function draw({ ctx, bbox, valToPos }: uPlot, { kind, words, at, endsAt }: Marker, look: Look): void {
  const x = valToPos(at / SECOND_MS, 'x', true)
  const end = endsAt === undefined ? x : endsAt === null ? bbox.left + bbox.width : valToPos(endsAt / SECOND_MS, 'x', true)
  if (end < bbox.left || x > bbox.left + bbox.width) return
  const colour = look[kind]
  ctx.globalAlpha = GROUND_OPACITY
  ctx.fillStyle = colour
  ctx.fillRect(x, bbox.top, end - x, bbox.height)
  ctx.globalAlpha = 1
  ctx.fillRect(x, bbox.top, devicePixelRatio, bbox.height)
  ctx.font = look.font.replace(/^\d+px/, `${11 * devicePixelRatio}px`)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'top'
  const short = words.length > WORDS_LENGTH_MAX ? `${words.slice(0, WORDS_LENGTH_MAX - 1)}…` : words
  ctx.fillText(short, Math.max(x, bbox.left) + 4 * devicePixelRatio, bbox.top + 2 * devicePixelRatio)
}
