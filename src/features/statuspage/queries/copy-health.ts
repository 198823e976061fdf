/** How the static copies are, for the health page and `pitcrew doctor`. */
import type { HealthLine } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { copyLine } from '../domain/copy-line.ts'
import { listCopies } from '../store/copies.ts'

export async function copyHealth({ work, config }: Pick<Platform, 'work' | 'config'>): Promise<readonly HealthLine[]> {
  return [copyLine(config.statusCopy === undefined ? undefined : await work.read(listCopies))]
}
