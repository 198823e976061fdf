/** What an export says about itself: a page for people, a list of columns for programs. Both follow from the databases. */
import { toIso } from '#kit/time.ts'
import type { ExportAbout } from './about.ts'
import type { ExportedColumn } from './tables.ts'

/** `schema.json`. */
export function schemaOf({ tables, measured, leftOut }: ExportAbout): string {
  const records = tables.map(({ name, key, columns }) => ({
    file: `records/${name}.ndjson`,
    key,
    columns: columns.map(({ idOf, references, ...column }) => ({ ...column, ids: idsOf({ idOf }), references })),
  }))
  const figures = measured.map(({ name, columns }) => ({ file: `measured/${name}.ndjson`, columns }))
  return `${JSON.stringify({ records, measured: figures, leftOut }, undefined, 2)}\n`
}

function idsOf({ idOf }: Pick<ExportedColumn, 'idOf'>): string | null {
  if (idOf === null) return null
  if (idOf.startsWith('row:')) return 'of what that row says in kind'
  return idOf.startsWith('column:') ? `of what ${idOf.slice('column:'.length)} says` : `of a ${idOf.replaceAll('_', ' ')}`
}

/** `README.md`. */
export function readmeOf(about: ExportAbout): string {
  return `${[
    '# Export of a Pitcrew installation',
    '',
    `Made ${toIso(about.at)} by version ${about.version}; complete up to event ${about.seq} of the log.`,
    '',
    'Everything is UTF-8. Files named `.ndjson` have one JSON object on each line; times are RFC 3339. Ids are those of the API',
    '(`app_…`, `per_…`) wherever it is known what they are of, else UUIDs; both are the same number, the first in base 32. Inside an',
    'archive a long file is cut at line ends into `name.0001.ndjson`, `name.0002.ndjson` and so on: put them together in that order.',
    '',
    '- `schema.json`: every column of every file with its type, the ids it holds and the table it points at',
    '- `manifest.json`: the last file, with the bytes, lines and SHA-256 of all others, as they are before being cut',
    '- `events.ndjson`: everything that ever happened, oldest first; see below',
    ...about.tables.map(({ name, columns }) => `- \`records/${name}.ndjson\`: ${columns.map((column) => column.name).join(', ')}`),
    ...about.measured.map(({ name, columns }) => `- \`measured/${name}.ndjson\`: ${columns.map((column) => column.name).join(', ')}`),
    about.files
      ? '- `files/`: every file as it is, named by the SHA-256 of its bytes'
      : '- Files lie in a bucket of your own, named by the SHA-256 of their bytes; copy them there.',
    '',
    '## Proving the log',
    '',
    'Each line of `events.ndjson` has `header`, `hash`, `particulars` (a text) and `personal` (null when there is nothing personal, or the',
    'person was erased). Beginning with 32 zero bytes as the hash before the first event:',
    '',
    '    hash = SHA-256("pitcrew.event.v1\\n" + hash of the event before, as bytes + header as canonical JSON, RFC 8785)',
    '',
    '`header.particulars` is the SHA-256 of the text `particulars`, and `header.seq` counts from 1 without gaps. The last hash must be',
    `\`${about.head || 'the 32 zero bytes: the log is empty'}\`. \`records/event_checkpoint.ndjson\` has what the installation signed on the way (Ed25519), with`,
    'the public key in `records/event_signing_key.ndjson`.',
    '',
    '## What is not in it',
    '',
    ...about.leftOut.map(({ what, reason }) => `- \`${what}\`: ${reason}`),
    '',
    'People who were erased are in no file. Backups are what an installation is restored from; this is for reading elsewhere.',
  ].join('\n')}\n`
}
