/** How those who did something are called in the reader's language; the server has English names for who has none of their own. */
import { i18n } from '@lingui/core'
import { ERASED } from '#kit/erased.ts'

export interface NamedActor {
  readonly kind: 'person' | 'contact' | 'api_key' | 'system' | 'nobody'
  readonly name: string
  /** Of an API key that is still known. */
  readonly key?: { readonly name: string; readonly owner: string } | null
}

export function actorName({ kind, name, key }: NamedActor): string {
  if (kind === 'person') return personName(name)
  if (kind === 'contact') return i18n.t('A contact')
  if (kind === 'nobody') return i18n.t('Somebody who was not signed in')
  if (kind === 'api_key')
    return key ? i18n.t('{name} (API key of {owner})', { name: key.name, owner: personName(key.owner) }) : i18n.t('An API key')
  // Which piece of the program it was says nothing to people; a command line does.
  return name === COMMAND_LINE ? i18n.t('Pitcrew (command line)') : name.replace(/ \([\w.]+\)$/, '')
}

const COMMAND_LINE = 'Pitcrew (command line)'

/** A name as it is, or that there is none any more. */
export function personName(name: string): string {
  return name === ERASED ? i18n.t('an erased person') : name
}
