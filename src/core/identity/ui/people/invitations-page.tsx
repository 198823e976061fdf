/** Invitations that nobody has accepted yet. */
import { MailOpen } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { usePages, useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Invitation, useIdentity } from '../client.ts'
import { peopleScreen } from '../screens.ts'
import { roleTitle } from '../words.ts'
import { PeopleTabs } from './people-tabs.tsx'

function columns(): readonly Column<Invitation>[] {
  return [
    { id: 'email', title: i18n.t('E-mail address'), width: 'minmax(180px, 1.6fr)', cell: (row) => row.email },
    {
      id: 'roles',
      title: i18n.t('Roles'),
      width: 'minmax(0, 1.4fr)',
      rank: 2,
      cell: (row) => [...new Set(row.grants.map((grant) => roleTitle(grant.role)))].join(', '),
    },
    { id: 'created', title: i18n.t('Invited'), width: '110px', rank: 3, cell: (row) => <RelativeTime at={row.createdAt} /> },
    {
      id: 'expires',
      title: i18n.t('Link works'),
      width: '140px',
      cell: (row) => (row.expired ? <StateLabel tone="off">{i18n.t('Expired')}</StateLabel> : <RelativeTime at={row.expiresAt} />),
    },
  ]
}

export function InvitationsPage() {
  const identity = useIdentity()
  const toast = useToast()
  const invitations = usePages(identity, 'listInvitations', { query: {} })
  const withdraw = useWrite((row: Invitation) => identity.call('revokeInvitation', { params: { id: row.id } }), {
    touches: ['identity'],
    done: (_, row) => toast({ words: i18n.t('The invitation to {email} is withdrawn.', { email: row.email }) }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ListLayout title={i18n.t('People')} documentTitle={i18n.t('Open invitations')} filters={<PeopleTabs current="invitations" />}>
      <DataTable
        label={i18n.t('Open invitations')}
        columns={columns()}
        rows={invitations.rows}
        rowKey={(row) => row.id}
        actions={(row) => (
          <Button
            size="small"
            kind="quiet"
            pending={withdraw.pending}
            onClick={() => withdraw.run(row)}
            aria-label={i18n.t('Withdraw the invitation to {email}', { email: row.email })}
          >
            {i18n.t('Withdraw')}
          </Button>
        )}
        problem={invitations.error}
        retry={invitations.refetch}
        more={invitations.more ? { load: invitations.loadMore, loading: invitations.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<MailOpen aria-hidden />}
            title={i18n.t('No invitation is open.')}
            action={<ButtonLink to={href(peopleScreen, {}, { invite: 'yes' })}>{i18n.t('Invite somebody')}</ButtonLink>}
          >
            {i18n.t('Whoever you invite stands here until they join.')}
          </EmptyState>
        }
      />
    </ListLayout>
  )
}
