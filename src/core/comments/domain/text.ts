/** What a text of a comment names: people and addresses. */
import { toUuid } from '#kit/ids.ts'
import { MENTION } from '#kit/markdown.ts'

/** About eight pages; longer things are files. */
export const TEXT_LENGTH_MAX = 20_000
/** More people than this are a meeting. */
export const MENTIONS_MAX = 50

/** UUIDs of the people mentioned, each once, in the order of the text. */
export function mentionsIn(text: string): string[] {
  const uuids = [...text.matchAll(MENTION)].map(([, id]) => toUuid('person', id ?? ''))
  return [...new Set(uuids.filter((uuid) => uuid !== undefined))]
}

const ADDRESS = /https?:\/\/[^\s<>()[\]"'`]+/g
const ID_AT_END = /\/([a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25})(?:[?#]\S*)?$/

/** An address of this installation that may lead to a record. */
export interface RecordAddress {
  /** As it stands in the text. */
  readonly address: string
  /** Prefixed id. */
  readonly id: string
}

/** Addresses below `publicUrl` that end in an id, each once. */
export function recordAddressesIn(text: string, publicUrl: string): readonly RecordAddress[] {
  const base = `${publicUrl.replace(/\/$/, '')}/`
  const addresses = [...new Set([...text.matchAll(ADDRESS)].map(([address]) => address.replace(/[.,;:!?]+$/, '')))]
  return addresses.flatMap((address) => {
    const id = address.startsWith(base) ? ID_AT_END.exec(address)?.[1] : undefined
    return id === undefined ? [] : [{ address, id }]
  })
}
