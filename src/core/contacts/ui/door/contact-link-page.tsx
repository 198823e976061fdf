/**
 * The link of the mail. Scanners open links to look for malice, so opening the page does nothing; the press does, and spends
 * the link.
 */
import { useState } from 'react'
import { MailX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { useWrite } from '#design/session/client.ts'
import { EmptyState, FormProblem } from '#design/states/states.tsx'
import { TOUCHES, useContacts } from '../client.ts'
import { contactDoorScreen } from '../screens.ts'

/** The token stands behind the # of the link, which browsers send to nobody. */
const tokenOfLink = (): string => location.hash.slice(1)

export function ContactLinkPage() {
  const contacts = useContacts()
  const go = useGo()
  const [token] = useState(tokenOfLink)
  const open = useWrite(() => contacts.call('openLink', { body: { token } }), {
    touches: TOUCHES,
    done: () => go(href(contactDoorScreen, {}), { replace: true }),
  })
  const spent = token === '' || open.problem?.status === 410 || open.problem?.of('token') !== undefined
  if (spent) {
    return (
      <Door title={i18n.t('Your pages')}>
        <EmptyState
          compact
          icon={<MailX aria-hidden />}
          title={i18n.t('This link was used or has expired.')}
          action={<ButtonLink to={href(contactDoorScreen, {})}>{i18n.t('Ask for a new link')}</ButtonLink>}
        />
      </Door>
    )
  }
  return (
    <Door title={i18n.t('Your pages')} lead={i18n.t('One more press, so that nobody but you spends the link.')}>
      <Button kind="primary" size="large" wide pending={open.pending} onClick={() => open.run(undefined)}>
        {i18n.t('Come in')}
      </Button>
      <FormProblem problem={open.problem} />
    </Door>
  )
}
