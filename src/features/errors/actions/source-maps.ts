/** Uploading source maps of a release, and removing them. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import { forgetFiles, nameFile } from '#core/attachments/public.ts'
import { sourceMapsRemoved, sourceMapsUploaded } from '#events/errors.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Retention } from '#platform/personal.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { claimEnvironment } from '../access/environment.ts'
import type { MapBook } from '../access/map-book.ts'
import { errorsCodes } from '../contract/codes.ts'
import { MAP_BYTES_MAX, MAPS_BYTES_MAX, MAPS_MAX } from '../domain/limits.ts'
import { WRITE_SOURCE_MAPS } from '../domain/permissions.ts'
import { MAP_FAULTS, readSourceMap } from '../domain/source-map.ts'
import { insertSourceMap, removeBeyond, removeRelease, removeReplaced, removeUnneeded, setMapStored } from '../store/source-maps.ts'

interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log' | 'files'>
  readonly caller: Caller
  readonly maps: MapBook
}

interface Uploading {
  readonly environmentId: string
  readonly release: string
  /** Path of the script below the folder of the build. */
  readonly script: string
  /** As the script says it; undefined leaves it to what the map says. */
  readonly debugId: string | undefined
  readonly upload: AsyncIterable<Uint8Array>
}

const MEDIA_TYPE = 'application/gzip'

/** May be repeated: it takes the place of the map of the same script and release. Throws before anything is kept what is wrong with it. */
export async function uploadSourceMap({ platform, caller, maps }: Act, sent: Uploading): Promise<void> {
  const { environmentId, release } = sent
  const at = platform.clock.now()
  await platform.work.read((tx) => claimEnvironment(tx, caller, { id: environmentId, permission: WRITE_SOURCE_MAPS }))
  const bytes = await gathered(sent.upload)
  const read = readSourceMap(bytes.toString())
  if (typeof read === 'string') throw new Fault(errorsCodes.not_a_source_map, { detail: MAP_FAULTS[read] })
  const packed = await promisify(gzip)(bytes)
  const id = uuidv7()
  const { debugId = read.debugId, script: name } = sent
  // Named before it is put there, so that nothing stands in the file store of which nobody knows.
  await platform.files.put(Readable.from([packed]), packed.length, ({ digest }) =>
    platform.work.run(async (tx) => {
      await nameFile(tx, { id, digest, mediaType: MEDIA_TYPE })
      const map = { id, environmentId, release, name, debugId, bytes: bytes.length, packedBytes: packed.length, digest, at }
      await insertSourceMap(tx, map)
    }),
  )
  await platform.work.run(async (tx) => {
    const replaced = await removeReplaced(tx, id)
    const isFirst = (await setMapStored(tx, { id, at })) && replaced.length === 0
    const beyond = await removeBeyond(tx, { environmentId, bytesMax: MAPS_BYTES_MAX, countMax: MAPS_MAX })
    await forgetFiles(tx, [...replaced, ...beyond])
    const scope = await claimEnvironment(tx, caller, { id: environmentId, permission: WRITE_SOURCE_MAPS })
    if (isFirst) await tell(platform, tx, { event: sourceMapsUploaded, caller, environmentId, scope, release, at })
    platform.work.afterCommit(tx, () => maps.forget(environmentId))
  })
}

/** All maps of a release of an environment. Throws `common.not_found` when it has none. */
export async function removeSourceMaps(
  { platform, caller }: Omit<Act, 'maps'>,
  { environmentId, release }: { readonly environmentId: string; readonly release: string },
): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const scope = await claimEnvironment(tx, caller, { id: environmentId, permission: WRITE_SOURCE_MAPS })
    const removed = await removeRelease(tx, { environmentId, release })
    if (removed.length === 0) throw new Fault(common.not_found)
    await forgetFiles(tx, removed)
    await tell(platform, tx, { event: sourceMapsRemoved, caller, environmentId, scope, release, at })
  })
}

/** The sources of a program that nobody runs any more need not be kept. */
export const sourceMapRetention: Retention = {
  kind: 'errors.source_maps',
  title: 'Source maps',
  sentence: 'Kept so that errors show the source, counted from the last error that was read by them.',
  days: 90,
  daysMin: 1,
  remove: async (tx, what) => {
    const removed = await removeUnneeded(tx, what)
    await forgetFiles(tx, removed)
    return removed.length
  },
}

async function gathered(upload: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of upload) {
    bytes += piece.length
    if (bytes > MAP_BYTES_MAX) throw new Fault(common.too_large, { detail: `A source map may have at most ${MAP_BYTES_MAX} bytes.` })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

interface Told {
  readonly event: EventKind<typeof sourceMapsUploaded.particulars>
  readonly caller: Caller
  readonly environmentId: string
  readonly scope: Omit<Scope, 'audience'>
  readonly release: string
  readonly at: Instant
}

async function tell(platform: Act['platform'], tx: Tx, { event, caller, environmentId, scope, release, at }: Told): Promise<void> {
  await platform.log.publish(tx, {
    event,
    actor: caller.ref,
    record: { kind: 'environment', id: environmentId },
    scope: { ...scope, audience: 'internal' },
    at,
    particulars: { release },
  })
}
