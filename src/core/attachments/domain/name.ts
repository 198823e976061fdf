/** How a file is called here, whatever the machine it comes from called it. */
import { NAME_LENGTH_MAX } from './bounds.ts'

/** Control signs, signs that turn the direction of writing (`gpj.exe` must not read `exe.jpg`), and letters without width. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
/** With its dot; longer ones are no ending but part of the name. */
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u
const NAMELESS = 'file'

/** Without folders, unseen signs and spaces at the ends; cut in the middle, so that the ending stays. Never empty. */
export function cleanName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const seen = last.normalize('NFC').replaceAll(UNSEEN, '').replaceAll(/\s+/g, ' ').trim()
  if (seen === '' || /^\.+$/.test(seen)) return NAMELESS
  return cut(seen)
}

/** By whole letters: half a surrogate pair would be none. */
function cut(name: string): string {
  if (name.length <= NAME_LENGTH_MAX) return name
  const ending = ENDING.exec(name)?.[0] ?? ''
  let stem = ''
  for (const letter of name.slice(0, name.length - ending.length)) {
    if (stem.length + letter.length + ending.length + 1 > NAME_LENGTH_MAX) break
    stem += letter
  }
  return `${stem}…${ending}`
}
