/**
 * Where finished files are put for others to read: a folder that a web server shows, or a bucket. Unlike the file store, a file here
 * has a name that stays and content that changes; whoever reads one gets it whole, as it was or as it is.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Dispatcher } from 'undici'
import { Fault, invariant } from '#kit/fault.ts'
import type { OutletSettings } from '../config/config.ts'
import { openBucket, readRefusal } from './bucket.ts'
import { filesCodes } from './codes.ts'

export interface Outlet {
  /** Which folder or bucket it is: another one begins anew. No secret is in it. */
  readonly name: string
  /**
   * `at`: folders and a name with slashes between them. Replaces what was there. Throws Fault of the codes of files, with what the
   * other side said as `internal`.
   */
  put(at: string, file: OutletFile): Promise<void>
  /** Idempotent; a folder that this leaves empty goes too. */
  remove(at: string): Promise<void>
}

export interface OutletFile {
  readonly body: Buffer
  readonly mediaType: string
  /** For how long readers may keep it; a folder cannot say that. */
  readonly freshSeconds: number
}

/** Writes nothing before the first `put`. */
export function openOutlet(settings: OutletSettings): Outlet {
  return settings.kind === 'folder' ? folderOutlet(settings.folder) : bucketOutlet(settings.bucket)
}

const PATH = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/

function bucketOutlet(settings: Extract<OutletSettings, { kind: 'bucket' }>['bucket']): Outlet {
  const bucket = openBucket(settings)
  return {
    name: `s3 ${settings.endpoint} ${settings.bucket}`,
    put: async (at, { body, mediaType, freshSeconds }) => {
      const sha256 = createHash('sha256').update(body).digest('hex')
      const headers = { 'content-type': mediaType, 'cache-control': `public, max-age=${freshSeconds}` }
      const content = { content: body, bytes: body.length, sha256, headers }
      await accepted(await bucket.send({ method: 'PUT', key: pathOf(at), body: content }))
    },
    remove: async (at) => accepted(await bucket.send({ method: 'DELETE', key: pathOf(at) })),
  }
}

/** Throws what a refusal means; that there is nothing to remove is none. */
async function accepted(answer: Dispatcher.ResponseData): Promise<void> {
  const { statusCode } = answer
  if (statusCode < 300) return answer.body.dump()
  const { s3Code, fault } = await readRefusal(answer)
  if (s3Code === 'NoSuchKey') return
  if (s3Code === 'NoSuchBucket') throw new Fault(filesCodes.missing, { internal: fault.internal ?? '', cause: fault })
  if (statusCode === 401 || statusCode === 403) throw new Fault(filesCodes.refused, { internal: fault.internal ?? '', cause: fault })
  throw fault
}

function folderOutlet(root: string): Outlet {
  return {
    name: `folder ${root}`,
    put: async (at, { body }) => {
      const target = path.join(root, pathOf(at))
      await inWords(root, async () => {
        // What is not mounted must not be written into the disk below it.
        if (!(await stat(root)).isDirectory()) throw Object.assign(new Error('it is no folder'), { code: 'ENOTDIR' })
        await mkdir(path.dirname(target), { recursive: true, mode: 0o755 })
        await replace(target, body)
      })
    },
    remove: async (at) => {
      const target = path.join(root, pathOf(at))
      await inWords(root, async () => {
        await stat(root)
        await rm(target, { force: true })
        await removeEmpty(root, path.dirname(target))
      })
    },
  }
}

function pathOf(at: string): string {
  invariant(PATH.test(at), 'a path of an outlet is made of small letters, digits, dots, dashes and slashes')
  return at
}

/** Beside it first, then renamed, so that nobody ever reads a half. A web server of another account must be able to read it. */
async function replace(target: string, body: Buffer): Promise<void> {
  const aside = path.join(path.dirname(target), `.new-${randomUUID()}`)
  try {
    const file = await open(aside, 'wx', 0o644)
    try {
      await file.writeFile(body)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, target)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

async function removeEmpty(root: string, folder: string): Promise<void> {
  for (let at = folder; at.startsWith(`${root}${path.sep}`); at = path.dirname(at)) {
    const isGone = await rmdir(at).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    )
    if (!isGone) return
  }
}

const CODE_OF: Readonly<Record<string, (typeof filesCodes)[keyof typeof filesCodes]>> = {
  ENOSPC: filesCodes.no_space,
  EDQUOT: filesCodes.no_space,
  EACCES: filesCodes.refused,
  EPERM: filesCodes.refused,
  EROFS: filesCodes.refused,
  ENOENT: filesCodes.missing,
  ENOTDIR: filesCodes.missing,
}

async function inWords(root: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new Fault(CODE_OF[code] ?? filesCodes.unavailable, { internal: `${code} at ${root}`.trim(), cause: error })
  }
}
