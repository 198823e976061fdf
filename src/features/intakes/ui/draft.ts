/** Settings of an alert source as they are edited: lists as text. */
import { MAPPING_DEFAULT, type Mapping } from '../domain/kinds/webhook.ts'
import { isSeverity, type Severity } from '../domain/words.ts'
import type { Source } from './client.ts'

export interface Draft {
  readonly name: string
  /** Empty: each alert says its own. */
  readonly componentId: string
  readonly componentLabel: string
  readonly otherwise: Severity
  /** Lines such as `disaster = critical`. */
  readonly words: string
  /** Empty: as it is. */
  readonly signingSecret: string
  readonly mapping: Mapping | null
}

export function draftOf({ name, componentId, settings: { severities, componentLabel, mapping } }: Source): Draft {
  const words = Object.entries(severities.words).map(([word, severity]) => `${word} = ${severity}`)
  const { otherwise } = severities
  const shown = mapping === null ? null : { ...MAPPING_DEFAULT, ...mapping }
  return { name, componentId: componentId ?? '', componentLabel, otherwise, words: words.join('\n'), signingSecret: '', mapping: shown }
}

/** Null when a line is not of the form. */
export function readWords(text: string): Readonly<Record<string, Severity>> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => line.split('=', 2).map((part) => part.trim().toLowerCase()))
  const read = pairs.flatMap(([word = '', severity = '']) => (word !== '' && isSeverity(severity) ? [[word, severity] as const] : []))
  return read.length === lines.length ? Object.fromEntries(read) : null
}

/** Words between commas. */
export const readList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
