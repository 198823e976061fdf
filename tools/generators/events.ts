/** Every kind of event that src/events declares. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EventKind } from '../../src/kit/event.ts'

export async function eventKinds(root: string): Promise<readonly EventKind[]> {
  const folder = join(root, 'src/events')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(join(folder, name)).href) as Promise<object>))
  return modules.flatMap((module) => Object.values(module) as unknown[]).filter(isKind)
}

function isKind(value: unknown): value is EventKind {
  return typeof value === 'object' && value !== null && 'kind' in value && 'sentence' in value && 'upcasters' in value
}
