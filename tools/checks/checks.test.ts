/** Each check is shown one breach, and the same thing done right. */
import { expect, test } from 'vitest'
import { claimFaults } from './claims.ts'
import { commentFaults } from './comments.ts'
import { glossaryFaults } from './glossary.ts'
import { nameFaults } from './names.ts'
import { readmeFaults } from './readmes.ts'
import { secretFaults } from './secrets.ts'
import { sizeFaults } from './sizes.ts'
import { tableFaults } from './tables.ts'
import type { SourceFile } from './tree.ts'

const file = (path: string, text: string): SourceFile => ({ path, text, lines: text.split('\n') })
const lines = (count: number): string => 'export {}\n'.repeat(count)
/** A folder that is no checkout, so that nothing is compared with the last commit. */
const NOWHERE = '/'
const LIST = 'tools/checks/size-exceptions.json'

test('a file of 400 lines passes and one of 401 fails', () => {
  expect(sizeFaults([file('src/kit/a.ts', lines(400))], NOWHERE)).toEqual([])
  expect(sizeFaults([file('src/kit/a.ts', lines(401))], NOWHERE)).toHaveLength(1)
})

test('an exception for a long file holds up to its number and goes when it is needed no more', () => {
  const exceptions = file(LIST, '{ "src/kit/a.ts": 500 }')
  expect(sizeFaults([exceptions, file('src/kit/a.ts', lines(500))], NOWHERE)).toEqual([])
  expect(sizeFaults([exceptions, file('src/kit/a.ts', lines(501))], NOWHERE)).toHaveLength(1)
  expect(sizeFaults([exceptions, file('src/kit/a.ts', lines(100))], NOWHERE)).toHaveLength(1)
  expect(sizeFaults([exceptions], NOWHERE)).toHaveLength(1)
})

test.each([
  'src/kit/utils.ts',
  'src/platform/http/http-helpers.ts',
  'src/core/identity/domain/common/a.ts',
  'src/core/identity/rest/a.ts',
  'src/platform/log/migrations/postgres/1_x.sql',
])('the name %s is refused', (path) => {
  expect(nameFaults([file(path, '')])).toHaveLength(1)
})

test.each([
  'src/kit/time.ts',
  'src/core/identity/domain.ts',
  'src/core/identity/sign-in.store.test.ts',
  'src/core/identity/README.md',
  'src/core/identity/store/migrations/postgres/20261121T100000_identity_create_people.sql',
])('the name %s is accepted', (path) => {
  expect(nameFaults([file(path, '')])).toEqual([])
})

test('an export of kit without a comment is named; a header speaks for the first one', () => {
  const text = '/** Time. */\nexport const first = 1\n\nexport const second = 2\n\n/** Why. */\nexport const third = 3\n'
  expect(commentFaults([file('src/kit/a.ts', text)])).toEqual(['src/kit/a.ts:4: second has no comment that says what its type cannot'])
})

test('a file of the platform without a header is named', () => {
  expect(commentFaults([file('src/platform/a.ts', 'const hidden = 1\n')])).toHaveLength(1)
})

test("SQL that names another part's table is named, whichever way it is written", () => {
  const migration = file(
    'src/core/identity/store/migrations/postgres/20261121T100000_identity_create.sql',
    'create table person (id uuid primary key);',
  )
  const own = file('src/core/identity/store/people.ts', 'const list = sql`select id from person`')
  const raw = file('src/core/catalog/store/owners.ts', 'const list = sql`select id from ownership join person on true`')
  const built = file('src/core/catalog/store/more.ts', "db.selectFrom('person')")
  const said = file('src/core/catalog/store/said.ts', '// taken from person when it is read\n')
  expect(tableFaults([migration, own, said])).toEqual([])
  expect(tableFaults([migration, raw, built])).toHaveLength(2)
})

test('a read-me lists the tables, events and questions that the code has, and no others', () => {
  const code = [
    file('src/features/wiki/store/migrations/postgres/20261121T100000_wiki_create.sql', 'create table article (id uuid primary key);'),
    file('src/events/wiki.ts', "export const articleWritten = defineEvent('article.written', {})"),
    file('src/features/wiki/public.ts', 'export function articleOf() {}'),
  ]
  const readme = (table: string): SourceFile =>
    file(
      'src/features/wiki/README.md',
      `# Wiki\n\n## Owns\n\n## Words\n\n## States\n\n## Tables\n\n- \`${table}\`: one row each\n\n## Publishes\n\n- \`article.written\`\n\n## Reacts to\n\n## May be asked\n\n- \`articleOf(id)\`\n\n## Limits\n`,
    )
  expect(readmeFaults([...code, readme('article')])).toEqual([])
  expect(readmeFaults([...code, readme('page')])).toHaveLength(2)
  expect(readmeFaults(code)).toHaveLength(1)
})

test('a word that the glossary rules out is found in names of every spelling', () => {
  const glossary = file('GLOSSARY.md', '| Word | Meaning | Not |\n|---|---|---|\n| **client** | whom we serve | customer, tenant |\n')
  const code = file('src/core/catalog/store/a.ts', 'const customerId = 1\nselect tenant_id\nconst clients = 2\n// customers\n')
  expect(glossaryFaults([glossary, code])).toHaveLength(3)
})

test('links, paths and commands that do not exist are named', () => {
  const manifest = file('package.json', '{ "scripts": { "check": "" } }')
  const page = file('docs/a.md', '[one](gone.md) `src/gone.ts` `npm run check` `npm run gone` [web](https://example.com)')
  expect(claimFaults([manifest, page], NOWHERE)).toHaveLength(3)
})

test('what looks like a secret is found and not repeated', () => {
  const token = `ghp_${'a'.repeat(36)}`
  const found = secretFaults([
    file('src/kit/a.ts', `const token = '${token}'`),
    file('src/kit/b.ts', "const url = 'postgres://user:password@host/db'"),
  ])
  expect(found).toHaveLength(1)
  expect(found.join()).not.toContain(token)
})
