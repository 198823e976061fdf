import { describe, expect, test } from 'vitest'
import { judgePassword, PASSWORD_LENGTH_MAX } from './password.ts'

const names = ['olivia@northwind.example', 'Olivia Owens', 'Northwind Support']
const reasonFor = (password: string) => {
  const verdict = judgePassword(password, names)
  return verdict.accepted ? 'accepted' : verdict.reason
}

describe('accepted', () => {
  test.each([
    ['ten characters of any kind', 'tabrwo lex'],
    ['words without capitals, digits or signs', 'four stools under a pear tree'],
    ['signs of other scripts', 'ぬるぽガッぬるぽガッ'],
    ['ten signs outside the basic plane', '🦀🐙🦑🐚🐠🐟🐡🦈🐳🐬'],
    ['the longest', 'abcdefghij klmnop'.repeat(20).slice(0, PASSWORD_LENGTH_MAX)],
    ['a name with much beside it', 'olivia paints nine grey boats'],
    ['spaces at the ends count', ' tabrwo lex '],
  ])('%s', (_, password) => {
    expect(reasonFor(password)).toBe('accepted')
  })
})

describe('refused', () => {
  test.each([
    ['nine characters', 'tabrwolex', 'too_short'],
    ['five signs that count as ten UTF-16 units', '🦀🐙🦑🐚🐠', 'too_short'],
    ['one more than the longest', 'ab cdefghi'.repeat(26), 'too_long'],
    ['a common one', 'qwertyuiop', 'too_common'],
    ['a common one with capitals and stand-ins', 'P@ssw0rdP@ssw0rd', 'too_common'],
    ['a common one with the year on it', 'Password2026!', 'too_common'],
    ['digits in a row', '1234567890', 'too_common'],
    ['one sign over and over', 'aaaaaaaaaaaa', 'one_sign_repeated'],
    ['two signs over and over', 'abababababab', 'one_sign_repeated'],
    ['the e-mail address', 'olivia@northwind.example', 'holds_own_name'],
    ['the own name with digits', 'OliviaOwens12', 'holds_own_name'],
    ['the organisation', 'northwindsupport', 'holds_own_name'],
  ])('%s', (_, password, reason) => {
    expect(reasonFor(password)).toBe(reason)
  })
})

test('names that are too short to mean anything refuse nothing', () => {
  expect(judgePassword('abcxyzuvwklm', ['abc', '', 'a@b.example']).accepted).toBe(true)
})
