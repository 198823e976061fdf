/** What a text names, as the reader sees it. */
import { i18n } from '@lingui/core'

/** A person named in a text. */
export interface MentionedPerson {
  readonly id: string
  readonly name: string
}

/** A record whose address stands in a text. */
export interface NamedRecord {
  readonly address: string
  readonly label: string
  readonly title: string
  readonly state: string
  readonly href: string
}

export interface MarkdownProps {
  readonly text: string
  readonly people?: readonly MentionedPerson[]
  readonly records?: readonly NamedRecord[]
}

/** A text for boxes and lines: mentions by name instead of id. */
export function withNames(text: string, people: readonly MentionedPerson[]): string {
  return text.replace(/@(per_[0-9a-z]{26})/g, (_, id: string) => `@${people.find((one) => one.id === id)?.name ?? i18n.t('(erased)')}`)
}
