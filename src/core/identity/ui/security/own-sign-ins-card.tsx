/** Who came into one's own account, or tried to. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { usePages } from '#design/session/client.ts'
import { useIdentity } from '../client.ts'
import { SignInsTable } from './sign-ins-table.tsx'

const SHOWN_AT_FIRST = 10

export function OwnSignInsCard() {
  const pages = usePages(useIdentity(), 'listMySignIns', { query: { limit: SHOWN_AT_FIRST } })
  return (
    <Card flush title={i18n.t('Sign-ins')} note={i18n.t('If one of these was not you, choose a new password and end all other sessions.')}>
      <SignInsTable pages={pages} />
    </Card>
  )
}
