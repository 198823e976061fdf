/** The stacks of an error as its source has them. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import type { ErrorEvent, Exception } from '../domain/event.ts'
import { originalsOf, scriptsOf, type Original } from '../domain/original.ts'
import type { FoundMap, MapBook } from './map-book.ts'

/** The error as it would have come from an unminified program, as far as there are maps: what it is grouped and named by. */
export async function originalEvent(
  { maps, logger }: { readonly maps: MapBook; readonly logger: Platform['logger'] },
  environmentId: string,
  event: ErrorEvent,
): Promise<ErrorEvent> {
  const debugIds = scriptsOf(event.platform, event.detail)
  if (debugIds.size === 0) return event
  try {
    const found = await maps.find({ environmentId, release: event.release, debugIds })
    const exceptions = event.detail.exceptions.map((one) => ({ ...one, frames: framesOf(one, found) }))
    return { ...event, detail: { ...event.detail, exceptions } }
  } catch (error) {
    // While a store is away errors are taken all the same, and grouped as they came.
    if (!(error instanceof Fault)) throw error
    logger.warn({ err: error, environmentId }, 'errors are grouped without their source maps')
    return event
  }
}

function framesOf({ frames }: Exception, found: ReadonlyMap<string, FoundMap>): Exception['frames'] {
  const originals = originalsIn(frames, found)
  return frames.map((frame, index) => {
    const original = originals[index]
    return original ? { ...original, module: '' } : frame
  })
}

/** For each frame; null for those that no map knows. */
export function originalsIn(frames: Exception['frames'], found: ReadonlyMap<string, FoundMap>): readonly (Original | null)[] {
  return originalsOf(frames, (file) => {
    const map = found.get(file)
    return typeof map === 'object' ? map : undefined
  })
}
