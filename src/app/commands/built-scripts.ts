/** Finds the scripts of a build that have source maps, as bundlers and Sentry's own tools leave them. */
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

export interface BuiltScript {
  /** Path below the folder, with forward slashes. */
  readonly name: string
  /** Undefined when the script says none. */
  readonly debugId: string | undefined
  readonly map: Buffer
}

const SCRIPT = /\.[cm]?js$/
const INLINE = /^data:application\/json;(?:charset=[^;,]+;)?base64,/

/** In the order of their names. Scripts without a map are passed over. */
export async function* builtScripts(folder: string): AsyncIterable<BuiltScript> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && SCRIPT.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name))
  for (const file of files.toSorted()) {
    const code = await readFile(file, 'utf8')
    const map = await mapOf(file, { code, folder })
    const debugId = lastIn(code, /^\/\/# debugId=([\da-f-]{36})\s*$/gim)?.toLowerCase()
    if (map) yield { name: path.relative(folder, file).split(path.sep).join('/'), debugId, map }
  }
}

/** In the script itself, where the script says, or beside it: some builds hide the comment from browsers. */
async function mapOf(file: string, { code, folder }: { readonly code: string; readonly folder: string }): Promise<Buffer | undefined> {
  const said = lastIn(code, /^\/\/[#@] sourceMappingURL=(\S+)\s*$/gm)
  if (said && INLINE.test(said)) return Buffer.from(said.replace(INLINE, ''), 'base64')
  const named = said && !URL.canParse(said) ? path.resolve(path.dirname(file), decodeURIComponent(said)) : undefined
  // What a script says may not lead out of the folder that somebody meant to upload.
  const isBelow = named !== undefined && !path.relative(folder, named).startsWith('..')
  return (isBelow ? await readIfThere(named) : undefined) ?? readIfThere(`${file}.map`)
}

function lastIn(code: string, pattern: RegExp): string | undefined {
  return [...code.matchAll(pattern)].at(-1)?.[1]
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
