/** A one-time link that was made: on its way by mail where mail is set up, and to be copied in any case. */
import { i18n } from '@lingui/core'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { absoluteTime } from '#design/time/format.ts'

export interface SentLinkProps {
  readonly link: { readonly link: string; readonly expiresAt: string; readonly mailed: boolean }
  readonly email: string
  readonly label: string
}

export function SentLink({ link: { link, expiresAt, mailed }, email, label }: SentLinkProps) {
  const time = absoluteTime(expiresAt)
  return (
    <>
      <p>
        {mailed
          ? i18n.t('It is on its way to {email} by mail. It works once, until {time}.', { email, time })
          : i18n.t('No mail is set up here: send this link to {email} yourself. It works once, until {time}.', { email, time })}
      </p>
      <CopyField label={label} value={link} />
    </>
  )
}
