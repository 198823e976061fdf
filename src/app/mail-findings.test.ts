import { expect, test } from 'vitest'
import { sentences } from '#core/delivery/ui/sentences.ts'
import { MAIL_FINDINGS } from '#platform/mail/findings.ts'

test('whatever is found about how mail leaves is said by the console in the same words', () => {
  const told = Object.entries(MAIL_FINDINGS).flatMap(([kind, [sentence, mend]]) => [
    [`mail.${kind}`, sentence],
    ...(mend === null ? [] : [[`mail.${kind}.mend`, mend]]),
  ])
  const said = Object.entries(sentences).filter(([key]) => key.startsWith('mail.'))
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(told))
})
