/** Names of files, and the shape of a part's folder. */
import { partOf, type SourceFile } from './tree.ts'

const VAGUE = /(^|[/.-])(utils?|helpers?|common|misc|managers?|services?|index)\.(ts|tsx|mjs|css)$/
const VAGUE_FOLDER = /^src\/.*\/(utils?|helpers?|common|misc|managers?|services?)\//
/** Folders that a part of core or a feature may have; single files beside them are its seam to app and platform. */
const PIECES = ['contract', 'domain', 'access', 'actions', 'queries', 'store', 'http', 'jobs', 'reactions', 'routines', 'pages', 'ui']
const MIGRATION = /\/migrations\/(postgres|clickhouse)\/\d{8}T\d{6}_[a-z]+(_[a-z0-9]+)+\.sql$/

/** One sentence per file whose name or place says too little. */
export function nameFaults(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(({ path }) => {
      const faults: string[] = []
      if (VAGUE.test(path) || VAGUE_FOLDER.test(path)) faults.push(`${path}: name it for the one thing it holds`)
      if (path.endsWith('.sql') && !MIGRATION.test(path)) faults.push(`${path}: a migration is named <yyyymmddThhmmss>_<part>_<verb…>.sql`)
      const piece = new RegExp(`^src/${partOf(path)}/([^/]+)/`).exec(path)?.[1]
      if (piece && !PIECES.includes(piece)) faults.push(`${path}: a part has only the folders ${PIECES.join(', ')}`)
      return faults
    })
}
