/** Where contacts come in: asks for an address, or shows who is in already. */
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { DataTable } from '#design/data-table/data-table.tsx'
import { Door } from '#design/door/door.tsx'
import { LinkDoor } from '#design/door/link-door.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, FormProblem } from '#design/states/states.tsx'
import { type Own, TOUCHES, useContacts } from '../client.ts'
import { sessionColumns } from '../sessions-card.tsx'

/** Nobody is signed in, or somebody with an account: both may ask for a contact's link. */
const NOT_IN = [401, 403]

export function ContactDoorPage() {
  const contacts = useContacts()
  const { data, error, refetch } = useRead(contacts, 'readOwn', {})
  if (data) return <Inside own={data} />
  if (error && NOT_IN.includes(error.status)) return <AskForLink />
  return (
    <Door title={i18n.t('Your pages')}>
      {error ? <ErrorState problem={error} retry={() => void refetch()} compact /> : <SkeletonRows rows={3} />}
    </Door>
  )
}

function AskForLink() {
  const contacts = useContacts()
  return (
    <LinkDoor
      title={i18n.t('Your pages')}
      lead={i18n.t('You need no password: we send you a link.')}
      autoComplete="email"
      ask={(email) => contacts.call('requestLink', { body: { email } })}
      sent={{
        title: (email) => i18n.t('If we know {email}, a link is on its way.', { email }),
        note: i18n.t('It works once and for 15 minutes.'),
      }}
    />
  )
}

function Inside({ own }: { readonly own: Own }) {
  const contacts = useContacts()
  const leave = useWrite(() => contacts.call('leave', {}), { touches: TOUCHES })
  const end = useWrite((id: string) => contacts.call('endOwnSession', { params: { id } }), { touches: TOUCHES })
  return (
    <Door
      title={i18n.t('Hello {name}', { name: own.name })}
      lead={i18n.t('You are signed in at {organisation}.', { organisation: own.organisation })}
      wide
    >
      <DataTable
        label={i18n.t('Where you are signed in')}
        columns={sessionColumns()}
        rows={own.sessions}
        rowKey={(row) => row.id}
        actions={(row) =>
          row.current ? null : (
            <Button size="small" kind="quiet" onClick={() => end.run(row.id)}>
              {i18n.t('End')}
            </Button>
          )
        }
        empty={<EmptyState compact title={i18n.t('No session.')} />}
      />
      <Row end>
        <Button pending={leave.pending} onClick={() => leave.run(undefined)}>
          {i18n.t('Sign out')}
        </Button>
      </Row>
      <FormProblem problem={leave.problem ?? end.problem} />
    </Door>
  )
}
