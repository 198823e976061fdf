/** Kinds and times of spans in the reader's language. */
import { i18n } from '@lingui/core'
import { figure } from '#design/time/format.ts'
import type { Step } from './client.ts'

export function kindWords(kind: Step['kind']): string {
  const words: Readonly<Record<Step['kind'], string>> = {
    unspecified: i18n.t('not said'),
    internal: i18n.t('inside the service'),
    server: i18n.t('answers a request'),
    client: i18n.t('makes a request'),
    producer: i18n.t('sends a message'),
    consumer: i18n.t('takes a message'),
  }
  return words[kind]
}

const MS = 1
/** Below a millisecond in microseconds, or a short span would have taken no time. */
export function lengthWords(ms: number): string {
  return ms > 0 && ms < MS ? `${figure(ms * 1_000, 'number')} µs` : figure(ms, 'ms')
}
