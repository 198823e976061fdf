/** Between what people read in the box (`@Tara Lindqvist`) and what is stored (`@per_…`), so that a mention survives a new name. */
import type { MentionedPerson } from '#design/markdown/names.ts'

/** What is sent. Longer names first, so that `@Ann Lee` is not taken for `@Ann`. Two people of one name: the first picked is meant. */
export function toStored(text: string, picked: readonly MentionedPerson[]): string {
  return picked
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((stored, { id, name }) => stored.replaceAll(new RegExp(`@${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu'), `@${id}`), text)
}

/** What is being typed after the `@` before the caret; undefined when no mention is. A name may have a space in it. */
export function typedMention(beforeCaret: string): string | undefined {
  return /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(beforeCaret)?.[1]
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
