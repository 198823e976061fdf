/** States, levels and reasons in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Frame, Group, GroupRow } from './client.ts'

export function stateWords(state: GroupRow['state']): { readonly tone: Tone; readonly label: string } {
  const words: Readonly<Record<GroupRow['state'], { tone: Tone; label: string }>> = {
    open: { tone: 'critical', label: i18n.t('Open') },
    resolved: { tone: 'good', label: i18n.t('Resolved') },
    ignored: { tone: 'off', label: i18n.t('Ignored') },
    merged: { tone: 'off', label: i18n.t('Merged') },
  }
  return words[state]
}

export function levelWords(level: GroupRow['level']): { readonly tone: Tone; readonly label: string } {
  const words: Readonly<Record<GroupRow['level'], { tone: Tone; label: string }>> = {
    fatal: { tone: 'critical', label: i18n.t('Fatal') },
    error: { tone: 'major', label: i18n.t('Error') },
    warning: { tone: 'minor', label: i18n.t('Warning') },
    info: { tone: 'unknown', label: i18n.t('Info') },
    debug: { tone: 'off', label: i18n.t('Debug') },
  }
  return words[level]
}

/** Why errors of a group are taken to be the same. */
export function reasonWords(reason: Group['reason']): string {
  const words: Readonly<Record<Group['reason'], string>> = {
    custom: i18n.t('The client says that they belong together.'),
    stack_in_app: i18n.t('The same calls of the application’s own code.'),
    stack: i18n.t('The same calls of libraries.'),
    exception: i18n.t('The same type and text, numbers left out.'),
    message_template: i18n.t('The same message before values were put in.'),
    message: i18n.t('The same message, numbers left out.'),
    nothing: i18n.t('They say nothing by which they could be told apart.'),
    too_many: i18n.t('More kinds came within an hour than are told apart.'),
  }
  return words[reason]
}

/** Why a call is shown minified. */
export function missingWords(
  missing: NonNullable<Frame['missing']>,
  { script, release }: { readonly script: string; readonly release: string },
): string {
  const words: Readonly<Record<typeof missing, string>> = {
    no_map: release
      ? i18n.t('There is no source map for {script} in release {release}.', { script, release })
      : i18n.t('There is no source map for {script}: the client says no release, and the build gave it no debug id.', { script }),
    map_lost: i18n.t('The source map for {script} cannot be read any more. Upload it again.', { script }),
    place_unknown: i18n.t('The source map for {script} does not know this place: it may be of another build.', { script }),
  }
  return words[missing]
}
