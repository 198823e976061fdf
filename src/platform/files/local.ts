/**
 * Files in a folder of this machine: `<folder>/ab/cd/<digest>`, so that no folder grows past some hundred entries at a million
 * files. File and folders are flushed before a digest is given out. Meant for one machine; many web nodes need a bucket.
 */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { invariant } from '#kit/fault.ts'
import { checkRoundTrip, isDigest } from './check.ts'
import type { FileStore } from './files.ts'
import { ignoreAbsence, receive } from './incoming.ts'

/** `incoming` must lie on the same file system as `folder`, or the last step could not be a rename. */
export function localStore(folder: string, incoming: string): Omit<FileStore, 'sweep'> {
  const pathOf = (digest: string): string => {
    invariant(isDigest(digest), 'a file is named by its SHA-256 in lower-case hex')
    return join(folder, digest.slice(0, 2), digest.slice(2, 4), digest)
  }
  const store: Omit<FileStore, 'sweep'> = {
    put: (content, bytesMax, announce) =>
      receive({ content, bytesMax, folder: incoming, announce }, async ({ path, digest, bytes }) => {
        const target = pathOf(digest)
        await makeFolders(folder, dirname(target))
        await rename(path, target)
        await flush(dirname(target))
        return { digest, bytes }
      }),
    get: async (digest) => (await open(pathOf(digest), 'r').catch(ignoreAbsence))?.createReadStream(),
    remove: async (digest) => rm(pathOf(digest), { force: true }),
    check: () => checkRoundTrip(store, `the folder ${folder}`),
  }
  return store
}

/** A new folder survives a power cut only when the folder above it was flushed. */
async function makeFolders(root: string, leaf: string): Promise<void> {
  const first = await mkdir(leaf, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  await flush(dirname(leaf))
  await flush(root)
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Digests of all files in the folder, some at a time: a 256th of them. */
export async function* storedDigests(folder: string): AsyncGenerator<readonly string[]> {
  const outer = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
  for (const name of outer) yield (await readdir(join(folder, name), { recursive: true })).map((path) => basename(path)).filter(isDigest)
}
