/**
 * The master key file: one line for each key, oldest first, `pitcrew-master-key-1 <base64>`. A text file, so that it can be
 * printed and put in a safe; several lines, so that keys can be rotated while old values are still sealed under the old one.
 * Made once by whoever comes first; two starts at the same moment end with the same key.
 */
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { StartFault } from '../start-fault.ts'

const LINE = /^pitcrew-master-key-1 ([A-Za-z0-9+/]{43}=)$/
const OTHERS_MASK = 0o077

/** The keys in the file, oldest first; makes the file with one fresh key when there is none. Throws a StartFault. */
export function readOrMakeKeyFile(path: string): readonly Uint8Array[] {
  try {
    return readKeyFile(path) ?? (makeKeyFile(path), readKeyFile(path) ?? [])
  } catch (error) {
    if (error instanceof StartFault) throw error
    throw new StartFault(`The master key file ${path} can be neither read nor made: ${(error as Error).message}.`, { cause: error })
  }
}

function readKeyFile(path: string): readonly Uint8Array[] | undefined {
  const file = openExisting(path)
  if (file === undefined) return undefined
  try {
    const mode = fstatSync(file).mode
    if ((mode & OTHERS_MASK) !== 0) throw unsafe(path, mode)
    return parseKeys(readFileSync(file, 'utf8'), path)
  } finally {
    closeSync(file)
  }
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parseKeys(text: string, path: string): readonly Uint8Array[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const keys = lines.map((line) => {
    const encoded = LINE.exec(line.trimEnd())?.[1]
    if (encoded === undefined) throw invalid(path, `line ${lines.indexOf(line) + 1} is not a key`)
    return new Uint8Array(Buffer.from(encoded, 'base64'))
  })
  if (keys.length === 0) throw invalid(path, 'it holds no key')
  return keys
}

/** Written aside, flushed, then linked: the name appears with its whole content or not at all, and never replaces a key. */
function makeKeyFile(path: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    writeFlushed(
      aside,
      `# Master key of this Pitcrew. Without it no stored secret can be read: keep a copy apart from the backups.\n${newLine()}`,
    )
    linkSync(aside, path)
    flushFolder(dirname(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

const newLine = (): string => lineOf(randomBytes(32))
const lineOf = (key: Uint8Array): string => `pitcrew-master-key-1 ${Buffer.from(key).toString('base64')}\n`

/** Adds a fresh key as the newest. The file is exchanged whole: a kill leaves the old one or the new one. */
export function addKey(path: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    writeFlushed(aside, `${readFileSync(path, 'utf8').trimEnd()}\n${newLine()}`)
    renameSync(aside, path)
    flushFolder(dirname(path))
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Differs when the file was exchanged. */
export function keyFileStamp(path: string): string {
  const { ino, mtimeMs, size } = statSync(path)
  return `${ino}:${mtimeMs}:${size}`
}

/** What a key file holds: that of `source`, or the one that would hold these keys. */
export function keyFileText(source: string | readonly Uint8Array[]): string {
  return typeof source === 'string' ? readFileSync(source, 'utf8') : source.map(lineOf).join('')
}

function writeFlushed(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    fchmodSync(file, 0o600)
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function flushFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function unsafe(path: string, mode: number): StartFault {
  return new StartFault(`The master key file ${path} can be read by others (mode ${(mode & 0o777).toString(8)}); run: chmod 600 ${path}`)
}

function invalid(path: string, why: string): StartFault {
  return new StartFault(
    `The master key file ${path} cannot be used because ${why}: restore it from a backup; a new key could not read what is there.`,
  )
}
