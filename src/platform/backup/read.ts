/** Opening a backup: whose key opens it, and whether it is whole. */
import { createReadStream } from 'node:fs'
import { Fault } from '#kit/fault.ts'
import { StartFault } from '../start-fault.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { openArchive, type ArchiveEntry, type ArchiveHeader, type ArchiveManifest } from './archive.ts'
import { BrokenStream } from './cipher.ts'
import { aboutSchema, KEY_CONTEXT, type ArchiveAbout } from './make.ts'
import { readRecoveryKey, unwrapWith } from './recovery-key.ts'

/** What may open a backup; tried in this order. */
export interface Openers {
  readonly secrets?: Pick<Secrets, 'open'> | undefined
  /** As people write it. */
  readonly recoveryKey?: string | undefined
}

export interface OpenBackup {
  readonly header: ArchiveHeader
  readonly about: ArchiveAbout
  /** All but the first one, which `about` was read from. */
  readonly entries: AsyncGenerator<ArchiveEntry, ArchiveManifest>
}

/** Throws a StartFault that says which key is wanted, or that the file is no whole backup. */
export async function openBackup(file: string, openers: Openers): Promise<OpenBackup> {
  return inWords(file, async () => {
    const { header, entries } = await openArchive(createReadStream(file))
    const all = entries(keyOf(header, openers, file))
    const first = await all.next()
    if (first.done === true || first.value.name !== 'about.json') throw new BrokenStream('Its first entry is missing.')
    return { header, about: aboutSchema.parse(JSON.parse(await textOf(first.value.content))), entries: all }
  })
}

/** Reads the backup to its end and compares every digest. Throws a StartFault with what is wrong. */
export async function checkBackup(
  file: string,
  openers: Openers,
): Promise<{ about: ArchiveAbout; header: ArchiveHeader; entries: number }> {
  const { about, header, entries } = await openBackup(file, openers)
  return inWords(file, async () => {
    let count = 1
    for await (const { content } of entries) {
      count += 1
      // Read for its digest, which is compared with the manifest at the end.
      for await (const piece of content) void piece
    }
    return { about, header, entries: count }
  })
}

/** Runs `body`; a stream that is not what was written becomes one sentence that names the file. */
export async function inWords<T>(file: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES') throw new StartFault(`The backup ${file} cannot be read (${code}).`, { cause: error })
    if (error instanceof BrokenStream || code?.startsWith('Z_') === true) {
      throw new StartFault(`The backup ${file} cannot be used: ${(error as Error).message} Take another copy of it.`, { cause: error })
    }
    throw error
  }
}

/** For entries that are short. */
export async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function keyOf(header: ArchiveHeader, { secrets, recoveryKey }: Openers, file: string): Uint8Array {
  const wrapped = (kind: ArchiveHeader['keys'][number]['kind']) => {
    const found = header.keys.find((key) => key.kind === kind)
    return found && Buffer.from(found.wrapped, 'base64')
  }
  const [underMaster, forRecovery] = [wrapped('master_key'), wrapped('recovery_key')]
  const opened =
    (secrets && underMaster && openedWith(secrets, underMaster)) ?? (recoveryKey && forRecovery && recovered(recoveryKey, forRecovery))
  if (opened) return opened
  if (!forRecovery) {
    throw new StartFault(`The backup ${file} was made before there was a recovery key: only the master.key of its installation opens it.`)
  }
  throw new StartFault(
    `The backup ${file} is opened by the recovery key of its installation (--recovery-key-file) or by its master.key, and neither was given or fits.`,
  )
}

function openedWith(secrets: Pick<Secrets, 'open'>, wrapped: Uint8Array): Uint8Array | undefined {
  try {
    return secrets.open(wrapped, KEY_CONTEXT)
  } catch (error) {
    // Another installation's master key: the recovery key may still fit.
    if (error instanceof Fault) return undefined
    throw error
  }
}

function recovered(text: string, wrapped: Uint8Array): Uint8Array | undefined {
  const key = readRecoveryKey(text)
  if (!key) throw new StartFault('This is no recovery key: it was mistyped. Upper or lower case, spaces and dashes do not matter.')
  return unwrapWith(key, wrapped)
}
