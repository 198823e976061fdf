/** On the page of a person or contact: the way to what is held about them. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useSession } from '#design/session/session.ts'
import { privacyScreen } from './screens.ts'

export function HoldingLink({ id }: { readonly id: string }) {
  const { permissions } = useSession()
  if (!permissions.has('privacy.people.export')) return null
  return (
    <Card title={i18n.t('Personal data')} note={i18n.t('What is held about them can be saved as a file, or erased for ever.')}>
      <ButtonLink to={href(privacyScreen, {}, { who: id })}>{i18n.t('See what is held')}</ButtonLink>
    </Card>
  )
}
