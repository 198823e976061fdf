import { describe, expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { writeAccountMail } from './account-mail.ts'
import type { AccountMail, AccountMails } from './phrases.ts'

const until = instant('2026-11-22T13:05:00Z')
const place = { device: 'Firefox · Linux', address: '192.0.2.7' }
const every: { readonly [K in AccountMail]: AccountMails[K] } = {
  invitation: { inviter: 'Olivia Owens', link: 'https://care.example/invitation#0a', until },
  password_forgotten: { link: 'https://care.example/password-reset#0b', minutes: 30 },
  password_offered: { by: 'Olivia Owens', link: 'https://care.example/password-reset#0c', until },
  password_changed: { by: 'self' },
  locked: { failures: 10, until, place },
  new_device: place,
  factor_added: { factor: 'passkey', name: 'Phone' },
  factor_removed: { factor: 'totp', name: null },
  factors_reset: { by: null },
  recovery_code_used: { left: 3, place },
  email_changed: { from: 'ida@old.example', to: 'ida@new.example', by: 'Olivia Owens' },
}
const written = (mail: AccountMail, locale: string) =>
  writeAccountMail(mail, every[mail] as never, {
    organisation: 'Northwind',
    reader: { locale, zone: 'Europe/Berlin' },
    securityUrl: 'https://care.example/profile/security',
  })

describe('mails about an account', () => {
  test.each(Object.keys(every) as AccountMail[])('%s says the same as text and HTML, with the reason why it was sent', (mail) => {
    for (const locale of ['en', 'de-AT', 'fr']) {
      const { subject, text, html, why } = written(mail, locale)
      expect(text).toContain(why)
      expect(html).toContain(why)
      expect(text).toContain(subject)
      const link = 'link' in every[mail] ? (every[mail] as { link: string }).link : 'https://care.example/profile/security'
      if (mail !== 'email_changed') expect(text).toContain(link)
      if (mail !== 'email_changed') expect(html).toContain(link)
    }
    expect(written(mail, 'de').why).not.toBe(written(mail, 'en').why)
  })

  test('times are those of the reader’s zone', () => {
    expect(written('locked', 'en').text).toContain('14:05')
    expect(written('locked', 'de').text).toContain('14:05')
  })
})
