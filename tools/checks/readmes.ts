/** Every part of core and every feature explains itself under fixed headings, and what it lists is what the code has. */
import { partOf, type SourceFile } from './tree.ts'
import { tableOwners } from './tables.ts'

const HEADINGS = ['Owns', 'Words', 'States', 'Tables', 'Publishes', 'Reacts to', 'May be asked', 'Limits']

/** One sentence per missing README, heading or entry, and per entry that the code does not have. */
export function readmeFaults(files: readonly SourceFile[]): readonly string[] {
  const owners = tableOwners(files)
  const parts = [...new Set(files.map(({ path }) => partOf(path)).filter((part) => part !== undefined))]
  return parts.flatMap((part) => {
    const readme = files.find(({ path }) => path === `src/${part}/README.md`)
    if (!readme) return [`src/${part}/README.md is missing; its headings are ${HEADINGS.join(', ')}`]
    const found = [...readme.text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    if (found.join() !== HEADINGS.join()) return [`${readme.path}: its headings are ${found.join(', ')} instead of ${HEADINGS.join(', ')}`]
    const tables = [...owners].filter(([, owner]) => owner === part).map(([table]) => table)
    return [
      ...compared(readme, 'Tables', tables),
      ...compared(readme, 'Publishes', eventsOf(files, part)),
      ...compared(readme, 'May be asked', asksOf(files, part)),
    ]
  })
}

function eventsOf(files: readonly SourceFile[], part: string): readonly string[] {
  const published = files.find(({ path }) => path === `src/events/${part.split('/')[1]}.ts`)
  return [...(published?.text.matchAll(/defineEvent\(\s*'([a-z_.]+)'/g) ?? [])].map(([, kind]) => kind ?? '')
}

/** Functions that public.ts exports, in place or from a file beside it. */
function asksOf(files: readonly SourceFile[], part: string): readonly string[] {
  const text = files.find(({ path }) => path === `src/${part}/public.ts`)?.text ?? ''
  const declared = [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name ?? '')
  const passedOn = [...text.matchAll(/^export \{([^}]+)\}/gm)].flatMap(([, names]) => (names ?? '').split(','))
  return [...declared, ...passedOn.map((name) => name.trim()).filter((name) => name && !name.startsWith('type '))]
}

/** The words in backquotes that open the section's bullets or table rows must be exactly `actual`. */
function compared(readme: SourceFile, heading: string, actual: readonly string[]): readonly string[] {
  const section = readme.text.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const listed = [...section.matchAll(/^(?:- |\| ?)`([\w.]+)[`(]/gm)].map(([, word]) => word ?? '')
  return [
    ...actual.filter((name) => !listed.includes(name)).map((name) => `${readme.path}: ${heading} does not list \`${name}\``),
    ...listed
      .filter((name) => !actual.includes(name))
      .map((name) => `${readme.path}: ${heading} lists \`${name}\`, which the code does not have`),
  ]
}
