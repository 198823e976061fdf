/** Errors of a page as an envelope of Sentry's protocol, which the intake of errors takes, tells apart and scrubs. */

interface Frame {
  readonly function: string
  readonly filename: string
  readonly lineno: number
  readonly colno: number
  readonly in_app: true
}

const FRAMES_MAX = 50
const TEXT_MAX = 1_000
/** `at pay (https://shop.example/app.js:12:34)` as Chromium says it, `pay@https://shop.example/app.js:12:34` as the others do. */
const FRAME = /^\s*(?:at\s+)?(?:(.*?)\s*[(@])?\s*((?:https?|file|blob):[^)\s]*?):(\d+):(\d+)\)?\s*$/

/** Innermost last, as the protocol wants it; nothing of a query stays in the address of a script. */
export function framesOf(stack: string): readonly Frame[] {
  return stack
    .split('\n')
    .slice(0, FRAMES_MAX)
    .flatMap((line): Frame[] => {
      const [, name = '', file = '', row, column] = FRAME.exec(line) ?? []
      if (file === '') return []
      const [filename = ''] = file.split(/[?#]/, 1)
      return [{ function: name || '?', filename, lineno: Number(row), colno: Number(column), in_app: true }]
    })
    .toReversed()
}

export interface ErrorPlace {
  readonly dsn: string
  readonly release: string | undefined
  readonly route: string
  readonly origin: string
}

export function envelopeOf(thrown: unknown, id: string, { dsn, release, route, origin }: ErrorPlace): string {
  const error = thrown instanceof Error ? thrown : undefined
  const value = (error ? error.message : String(thrown)).slice(0, TEXT_MAX)
  const exception = { type: error?.name ?? 'Error', value, mechanism: { type: 'onerror', handled: false } }
  const frames = framesOf(error?.stack ?? '')
  const event = {
    event_id: id,
    platform: 'javascript',
    timestamp: (performance.timeOrigin + performance.now()) / 1_000,
    level: 'error',
    ...(release ? { release } : {}),
    transaction: route,
    request: { url: origin + route },
    exception: { values: [frames.length > 0 ? { ...exception, stacktrace: { frames } } : exception] },
  }
  return [{ event_id: id, dsn }, { type: 'event' }, event].map((line) => JSON.stringify(line)).join('\n')
}
