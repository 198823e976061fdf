/** Catalogues: English and German, fetched when chosen. Ids are the English texts, so English shows even before its own. */
import { i18n } from '@lingui/core'
import type { Locale } from '#design/preferences/preferences.ts'
import { piecesOf } from './simple-message.ts'

const catalogues: Readonly<Record<Locale, () => Promise<{ messages: Record<string, string> }>>> = {
  en: () => import('./locales/en.po'),
  de: () => import('./locales/de.po'),
}

i18n.setMessagesCompiler((message) => piecesOf(message) as ReturnType<Parameters<typeof i18n.setMessagesCompiler>[0]>)

export async function speak(locale: Locale): Promise<void> {
  const { messages } = await catalogues[locale]()
  i18n.loadAndActivate({ locale, messages })
}
