/** Short names for addresses. */
import { SLUG_LENGTH_MAX } from './words.ts'

/** Letters that decomposition leaves whole. */
const SPELLED: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', đ: 'd', ł: 'l', þ: 'th' }

/** A short name made from a name; `fallback` when the name has no letter that can be spelled in ASCII. */
export function slugOf(name: string, fallback: string): string {
  const spelled = name.toLowerCase().replace(/[ßæøœđłþ]/g, (letter) => SPELLED[letter] ?? letter)
  const ascii = spelled.normalize('NFKD').replace(/\p{M}/gu, '')
  const slug = ascii
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH_MAX)
    .replace(/^-+|-+$/g, '')
  return slug || fallback
}

/** The first of `wanted`, `wanted-2`, `wanted-3`, … that is not taken. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const ending = `-${number}`
    const candidate = wanted.slice(0, SLUG_LENGTH_MAX - ending.length).replace(/-+$/, '') + ending
    if (!taken.has(candidate)) return candidate
  }
}
