/** Tables belong to the part whose migration creates them: nobody else's SQL names them. Foreign keys in migrations may. */
import { isCode, isTest, type SourceFile } from './tree.ts'

/** PostgreSQL names the table, ClickHouse has it in the form that renders for one server or a cluster: `{table samples by …}`. */
const CREATES = /create table (?:if not exists )?(?:\{table )?(?!if )"?(\w+)"?/g
const STATEMENT = /\b(?:from|join|into|update|table|only)\s+"?([a-z_]+)"?/g
const BUILDER = /\b(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|(?:inner|left|right|full)Join(?:Lateral)?)\(\s*['"`]([a-z_]+)/g

/** `core/identity`, `platform/log`. */
const ownerOf = (path: string): string => path.split('/').slice(1, 3).join('/')

/** Table → the part that creates it. */
export function tableOwners(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const migrations = files.filter(({ path }) => path.startsWith('src/') && path.endsWith('.sql'))
  return new Map(
    migrations.flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(CREATES)].map(([, table]) => [table ?? '', ownerOf(path)] as const),
    ),
  )
}

/** One sentence per place where SQL names another part's table. */
export function tableFaults(files: readonly SourceFile[]): readonly string[] {
  const owners = tableOwners(files)
  const code = files.filter((file) => file.path.startsWith('src/') && isCode(file) && !isTest(file) && !file.path.endsWith('/testing.ts'))
  return code.flatMap(({ path, text }) => {
    const sql = withoutComments(text)
    const named = new Set([...sql.matchAll(STATEMENT), ...sql.matchAll(BUILDER)].map(([, table]) => table ?? ''))
    const foreign = [...named].filter((table) => owners.has(table) && owners.get(table) !== ownerOf(path))
    return foreign.map((table) => `${path}: table ${table} belongs to ${owners.get(table)}; ask its public.ts`)
  })
}

/** SQL in a comment or an import line is no statement. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)(\/\/|--).*$|^import .*$|^\} from .*$/gm, ' ')
}
