/** Opening hours of a day as a plan writes them: `09:00-12:00, 13:00-17:00`, or `closed`. */

export interface OpenSpan {
  readonly from: string
  readonly to: string
}

const SPAN = /^((?:[01]\d|2[0-3]):[0-5]\d) ?[-–] ?((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/

/** In the order of the day; `closed` gives none. Undefined when the text is none, or spans overlap. */
export function readHours(text: string): readonly OpenSpan[] | undefined {
  if (text === 'closed') return []
  const spans: OpenSpan[] = []
  for (const piece of text.split(',')) {
    const [, from, to] = SPAN.exec(piece.trim()) ?? []
    if (from === undefined || to === undefined || from >= to || from < (spans.at(-1)?.to ?? '')) return undefined
    spans.push({ from, to })
  }
  return spans
}

/** Milliseconds for which a day with these hours is open by the clock on the wall. */
export function openMs(spans: readonly OpenSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0) * 60_000
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
