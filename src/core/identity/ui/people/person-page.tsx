/** One person: roles, facts, what they did and what was done to their account. */
import { useState } from 'react'
import { KeyRound, Pencil, ShieldOff, ShieldPlus, UserCheck, UserX, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Avatar } from '#design/avatar/avatar.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useScreen } from '#design/navigation/screen.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Grant, type Person, useIdentity } from '../client.ts'
import { peopleScreen, personScreen } from '../screens.ts'
import { personState, roleTitle } from '../words.ts'
import { whereWords } from './grant-fields.tsx'
import { FactorsLabel, hasFactor, LockBanner, ResetFactorsDialog } from './person-factors.tsx'
import { DeactivateDialog, EditPersonDialog, GrantDialog, ResetDialog } from './person-dialogs.tsx'
import styles from './people.module.css'

export function PersonPage() {
  const { params } = useScreen(personScreen)
  const identity = useIdentity()
  const { data: person, error, refetch } = useRead(identity, 'readPerson', { params: { id: params.person } })
  if (error && !person) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!person) return <SkeletonRows />
  return <PersonDetail person={person} />
}

type OpenDialog = 'edit' | 'grant' | 'reset' | 'factors' | null

function PersonDetail({ person }: { readonly person: Person }) {
  const whyNot = useWhyNot()
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const why = whyNot('identity.people.write')
  const state = personState(person.state)
  useShortcut({ keys: 'E', label: i18n.t('Edit'), group: 'page', run: () => (why ? undefined : setDialog('edit')) })
  return (
    <DetailLayout
      title={person.name}
      crumbs={[{ label: i18n.t('People'), to: href(peopleScreen, {}) }]}
      marks={
        <StateLabel strong tone={state.tone}>
          {state.words}
        </StateLabel>
      }
      summary={person.email}
      actions={<PersonActions person={person} why={why} onDialog={setDialog} />}
      facts={
        <PropertyList
          title={i18n.t('Facts')}
          properties={[
            { label: i18n.t('Picture'), value: <Avatar name={person.name} /> },
            { label: i18n.t('E-mail address'), value: person.email },
            { label: i18n.t('Second factor'), value: <FactorsLabel person={person} /> },
            { label: i18n.t('Time zone'), value: person.zone },
            { label: i18n.t('Last seen'), value: person.lastSeenAt ? <RelativeTime at={person.lastSeenAt} /> : i18n.t('never') },
            { label: i18n.t('Added'), value: <RelativeTime at={person.createdAt} /> },
          ]}
        />
      }
    >
      {person.lockedUntil ? <LockBanner person={person} why={why} /> : null}
      <Card
        flush
        title={i18n.t('Roles')}
        note={i18n.t('What this person may do, and where.')}
        actions={
          <Button size="small" icon={<ShieldPlus aria-hidden />} why={why} onClick={() => setDialog('grant')}>
            {i18n.t('Grant a role')}
          </Button>
        }
      >
        <Grants person={person} why={why} />
      </Card>
      <Slot name="person.held" given={{ person: person.id }} />
      <Card title={i18n.t('Timeline')}>
        <Slot name="thing.timeline" given={{ record: person.id }} />
      </Card>
      <Slot name="human.privacy" given={{ id: person.id }} />
      {dialog === 'edit' ? <EditPersonDialog person={person} onClose={() => setDialog(null)} /> : null}
      {dialog === 'grant' ? <GrantDialog person={person} onClose={() => setDialog(null)} /> : null}
      {dialog === 'factors' ? <ResetFactorsDialog person={person} onClose={() => setDialog(null)} /> : null}
      {dialog === 'reset' ? <ResetDialog person={person} onClose={() => setDialog(null)} /> : null}
    </DetailLayout>
  )
}

function PersonActions({
  person,
  why,
  onDialog,
}: {
  readonly person: Person
  readonly why: string | null
  readonly onDialog: (dialog: OpenDialog) => void
}) {
  const identity = useIdentity()
  const toast = useToast()
  const [leaving, setLeaving] = useState(false)
  const { personId } = useSession()
  const params = { params: { id: person.id } }
  const options = {
    touches: ['identity', 'records'],
    failed: (problem: Error) => toast({ words: problem.message, tone: 'failed' as const }),
  }
  const reactivate = useWrite(() => identity.call('reactivatePerson', params), options)
  const deactivate = useWrite(() => identity.call('deactivatePerson', params), {
    ...options,
    done: () => {
      setLeaving(false)
      toast({ words: i18n.t('{name} cannot sign in any more.', { name: person.name }), undo: () => reactivate.run(undefined) })
    },
  })
  const self = person.id === personId ? i18n.t('You cannot deactivate yourself.') : null
  return (
    <>
      <Button icon={<Pencil aria-hidden />} why={why} onClick={() => onDialog('edit')} shortcut="E">
        {i18n.t('Edit')}
      </Button>
      {person.state === 'active' ? (
        <Button icon={<KeyRound aria-hidden />} why={why} onClick={() => onDialog('reset')}>
          {i18n.t('New password')}
        </Button>
      ) : null}
      {hasFactor(person) ? (
        <Button icon={<ShieldOff aria-hidden />} why={why} onClick={() => onDialog('factors')}>
          {i18n.t('Remove second factors')}
        </Button>
      ) : null}
      {person.state === 'deactivated' ? (
        <Button icon={<UserCheck aria-hidden />} why={why} pending={reactivate.pending} onClick={() => reactivate.run(undefined)}>
          {i18n.t('Reactivate')}
        </Button>
      ) : (
        <Button kind="danger" icon={<UserX aria-hidden />} why={why ?? self} onClick={() => setLeaving(true)}>
          {i18n.t('Deactivate')}
        </Button>
      )}
      {leaving ? (
        <DeactivateDialog
          person={person}
          pending={deactivate.pending}
          onClose={() => setLeaving(false)}
          onConfirm={() => deactivate.run(undefined)}
        />
      ) : null}
    </>
  )
}

function Grants({ person, why }: { readonly person: Person; readonly why: string | null }) {
  const identity = useIdentity()
  const toast = useToast()
  const scope = useScope()
  const options = {
    touches: ['identity', 'records'],
    failed: (problem: Error) => toast({ words: problem.message, tone: 'failed' as const }),
  }
  const giveBack = useWrite(
    ({ role, clientId, applicationId }: Grant) =>
      identity.call('grantRole', { params: { id: person.id }, body: { role, clientId, applicationId } }),
    options,
  )
  const revoke = useWrite((grant: Grant) => identity.call('revokeRole', { params: { id: person.id, grantId: grant.id } }), {
    ...options,
    done: (_, grant) => toast({ words: takenWords(grant), undo: () => giveBack.run(grant) }),
  })
  if (person.grants.length === 0) return <EmptyState compact title={i18n.t('No role yet: this person can sign in and sees nothing.')} />
  return (
    <ul className={styles['grants']}>
      {person.grants.map((grant) => (
        <li key={grant.id} className={styles['grant']}>
          <span className={styles['role']}>{roleTitle(grant.role)}</span>
          <span className={styles['where']}>
            {whereWords(grant, scope)}
            {grant.byGroup ? ` · ${i18n.t('through the group {group}', { group: grant.byGroup })}` : null}
          </span>
          <IconButton
            size="small"
            label={i18n.t('Take the role away: {role}', { role: roleTitle(grant.role) })}
            icon={<X aria-hidden />}
            why={why}
            onClick={() => revoke.run(grant)}
          />
        </li>
      ))}
    </ul>
  )
}

function takenWords({ role, byGroup }: Grant): string {
  const words = { role: roleTitle(role), group: byGroup }
  return byGroup
    ? i18n.t('The role is taken away: {role}. It comes back at the next sign-in as long as the group {group} gives it.', words)
    : i18n.t('The role is taken away: {role}.', words)
}
