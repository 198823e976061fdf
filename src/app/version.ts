/** The version of this program, from its package.json. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '#platform/migrations.ts'

export const version: string = (JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version
