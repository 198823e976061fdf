/** One contact: how to reach them, where they are signed in, what happened. */
import { lazy, Suspense, useState } from 'react'
import { Merge, Pencil, UserCheck, UserX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { DetailLayout, Row } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { clientScreen } from '#core/catalog/ui/screens.ts'
import { type Contact, TOUCHES, useContacts } from './client.ts'
import { contactScreen, contactsScreen } from './screens.ts'
import { SessionsCard } from './sessions-card.tsx'
import { contactState, languageWords } from './words.ts'

const ContactDialog = lazy(() => import('./contact-dialog.tsx').then((module) => ({ default: module.ContactDialog })))
const MergeDialog = lazy(() => import('./merge-dialog.tsx').then((module) => ({ default: module.MergeDialog })))

export function ContactPage() {
  const { params } = useScreen(contactScreen)
  const contacts = useContacts()
  const { data, error, refetch } = useRead(contacts, 'readContact', { params: { id: params.contact } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return <ContactDetail contact={data} />
}

function ContactDetail({ contact }: { readonly contact: Contact }) {
  const whyNot = useWhyNot()
  const [dialog, setDialog] = useState<'edit' | 'merge' | null>(null)
  const merged = contact.state === 'merged' ? i18n.t('This contact was merged into another one.') : null
  const why = whyNot('contacts.contacts.write') ?? merged
  const state = contactState(contact.state)
  const close = () => setDialog(null)
  useShortcut({ keys: 'E', label: i18n.t('Edit'), group: 'page', run: () => (why ? undefined : setDialog('edit')) })
  return (
    <DetailLayout
      title={contact.name}
      crumbs={[{ label: i18n.t('Contacts'), to: href(contactsScreen, {}) }]}
      marks={
        <StateLabel strong tone={state.tone}>
          {state.words}
        </StateLabel>
      }
      actions={
        <>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setDialog('edit')} shortcut="E">
            {i18n.t('Edit')}
          </Button>
          <Button icon={<Merge aria-hidden />} why={why} onClick={() => setDialog('merge')}>
            {i18n.t('Merge')}
          </Button>
          <StateButton contact={contact} why={why} />
        </>
      }
      facts={<Facts contact={contact} />}
    >
      <Card title={i18n.t('How to reach them')}>
        <Addresses contact={contact} />
      </Card>
      <SessionsCard contact={contact} why={why} />
      <Card title={i18n.t('Timeline')}>
        <Slot name="thing.timeline" given={{ record: contact.id }} />
      </Card>
      <Slot name="human.privacy" given={{ id: contact.id }} />
      <Suspense fallback={null}>
        {dialog === 'edit' ? <ContactDialog contact={contact} onClose={close} onDone={close} /> : null}
        {dialog === 'merge' ? <MergeDialog contact={contact} onClose={close} /> : null}
      </Suspense>
    </DetailLayout>
  )
}

function Addresses({ contact }: { readonly contact: Contact }) {
  const { emails, phones, mergedInto } = contact
  if (mergedInto) {
    return <Link to={href(contactScreen, { contact: mergedInto })}>{i18n.t('Open the contact this one was merged into')}</Link>
  }
  if (emails.length + phones.length === 0) return <EmptyState compact title={i18n.t('No address and no number yet.')} />
  return (
    <Row>
      {emails.map((email) => (
        <a key={email} href={`mailto:${email}`}>
          {email}
        </a>
      ))}
      {phones.map((phone) => (
        <a key={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      ))}
    </Row>
  )
}

function Facts({ contact }: { readonly contact: Contact }) {
  return (
    <PropertyList
      title={i18n.t('Facts')}
      properties={[
        {
          label: i18n.t('Client'),
          value: <Link to={href(clientScreen, { client: contact.client.id })}>{contact.client.name}</Link>,
        },
        { label: i18n.t('Kind'), value: contact.applicationId ? i18n.t('End user') : i18n.t('Contact') },
        { label: i18n.t('Position'), value: contact.position ?? '–' },
        { label: i18n.t('Language'), value: contact.locale ? languageWords(contact.locale) : i18n.t('Not known') },
        { label: i18n.t('Last seen'), value: contact.lastSeenAt ? <RelativeTime at={contact.lastSeenAt} /> : '–' },
        { label: i18n.t('Added'), value: <RelativeTime at={contact.createdAt} /> },
        { label: i18n.t('Changed'), value: <RelativeTime at={contact.updatedAt} /> },
      ]}
    />
  )
}

function StateButton({ contact, why }: { readonly contact: Contact; readonly why: string | null }) {
  const contacts = useContacts()
  const toast = useToast()
  const set = useWrite(
    ({ state, version }: { state: 'active' | 'deactivated'; version: number }) =>
      contacts.call('setContactState', { params: { id: contact.id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (now) => {
        if (now.state !== 'deactivated') return
        toast({
          words: i18n.t('{name} is deactivated and signed out everywhere.', { name: now.name }),
          undo: () => set.run({ state: 'active', version: now.version }),
        })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  const active = contact.state === 'active'
  return (
    <Button
      icon={active ? <UserX aria-hidden /> : <UserCheck aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run({ state: active ? 'deactivated' : 'active', version: contact.version })}
    >
      {active ? i18n.t('Deactivate') : i18n.t('Take back')}
    </Button>
  )
}
