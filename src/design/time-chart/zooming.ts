/** A stretch drawn across a chart. Charts with a shared crosshair repeat each other's strokes; only the one that was drawn on tells. */
import type uPlot from 'uplot'
import { SECOND_MS } from '#kit/time.ts'

/** Less is a click. */
const WIDTH_PX_MIN = 6

export function zooming(tell: (fromMs: number, toMs: number) => void): uPlot.Plugin {
  let isDrawn = false
  return {
    hooks: {
      init: ({ over }) => over.addEventListener('mousedown', () => void (isDrawn = true)),
      setSelect: (plot) => {
        const { left, width } = plot.select
        if (width === 0) return
        if (isDrawn && width >= WIDTH_PX_MIN) tell(plot.posToVal(left, 'x') * SECOND_MS, plot.posToVal(left + width, 'x') * SECOND_MS)
        isDrawn = false
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
      },
    },
  }
}
