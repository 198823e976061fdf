/** In which language a reader gets our words. What people wrote stays as they wrote it. */
import { LANGUAGES, type Language } from '#kit/language.ts'

export interface Choice {
  readonly language: Language
  /** The address says so: links on the page say it too, so that nothing has to be kept with the reader. */
  readonly isChosen: boolean
}

export interface Wish {
  /** As the address says it; null when it says nothing. */
  readonly chosen: string | null
  /** Accept-Language as it was sent. */
  readonly accepted: string
}

/** As the address says, else the one of ours that the reader's Accept-Language (RFC 9110 §12.5.4) wants most, else the page's own. */
export function readerLanguage(own: Language, { chosen, accepted }: Wish): Choice {
  const known = LANGUAGES.find((language) => language === chosen)
  if (known !== undefined) return { language: known, isChosen: true }
  const wanted = accepted
    .split(',')
    .map(rangeOf)
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
  for (const { tag } of wanted) {
    if (tag === '*') break
    const language = LANGUAGES.find((one) => one === tag)
    if (language !== undefined) return { language, isChosen: false }
  }
  return { language: own, isChosen: false }
}

/** `de-AT;q=0.8` is German by 0.8; what is no number is as good as not wanted. */
function rangeOf(text: string): { readonly tag: string; readonly quality: number } {
  const [range = '', ...parameters] = text
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/)
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  const quality = weight === undefined ? 1 : Number(weight)
  return { tag: range.split('-', 1)[0] ?? '', quality: Number.isFinite(quality) ? quality : 0 }
}
