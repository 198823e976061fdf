/** Adds a contact, or changes one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { type Problem, useRead, useWrite } from '#design/session/client.ts'
import { LANGUAGES } from '#kit/language.ts'
import { type Contact, TOUCHES, useCatalog, useContacts } from './client.ts'
import { languageWords } from './words.ts'

/** As many as one answer holds; a client has far fewer applications. */
const CHOICES_MAX = 200
const NONE = 'none'

interface ContactDialogProps {
  /** Null: a new one. */
  readonly contact: Contact | null
  /** Prefixed id of the client for a new one; undefined asks. */
  readonly clientId?: string | undefined
  readonly onClose: () => void
  readonly onDone: (contact: Contact) => void
}

export function ContactDialog({ contact, clientId, onClose, onDone }: ContactDialogProps) {
  const contacts = useContacts()
  const [name, setName] = useState(contact?.name ?? '')
  const [position, setPosition] = useState(contact?.position ?? '')
  const [emails, setEmails] = useState(contact?.emails.join(', ') ?? '')
  const [phones, setPhones] = useState(contact?.phones.join(', ') ?? '')
  const [locale, setLocale] = useState<string>(contact?.locale ?? NONE)
  const [place, setPlace] = useState({ client: clientId ?? null, application: NONE })
  const body = {
    name,
    position: position.trim() || null,
    emails: listed(emails),
    phones: listed(phones),
    locale: locale === NONE ? null : locale,
  }
  const save = useWrite(
    () =>
      contact
        ? contacts.call('changeContact', { params: { id: contact.id }, body }, { ifMatch: contact.version })
        : contacts.call('createContact', {
            body: { ...body, clientId: place.client ?? '', applicationId: place.application === NONE ? null : place.application },
          }),
    { touches: TOUCHES, done: onDone },
  )
  const title = contact ? i18n.t('Edit {name}', { name: contact.name }) : i18n.t('Add contact')
  const languages = [...new Set([...LANGUAGES, ...(contact?.locale ? [contact.locale] : [])])]
  return (
    <FormDialog title={title} onClose={onClose} verb={contact ? i18n.t('Save') : i18n.t('Add')} save={save}>
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      {contact ? null : <PlaceFields value={place} onChange={setPlace} problem={save.problem} />}
      <TextField
        label={i18n.t('E-mail addresses')}
        hint={i18n.t('Several with commas; the first is written to.')}
        optional
        value={emails}
        onChange={setEmails}
        fault={faultIn(save.problem, 'emails')}
      />
      <TextField
        label={i18n.t('Phone numbers')}
        hint={i18n.t('Several with commas; the first is called.')}
        optional
        value={phones}
        onChange={setPhones}
        fault={faultIn(save.problem, 'phones')}
      />
      <TextField label={i18n.t('Position')} optional value={position} onChange={setPosition} fault={save.problem?.of('position')} />
      <Combobox
        label={i18n.t('Language')}
        hint={i18n.t('Of the mails to them.')}
        value={locale}
        onChange={setLocale}
        options={[{ value: NONE, label: i18n.t('Not known') }, ...languages.map((value) => ({ value, label: languageWords(value) }))]}
      />
    </FormDialog>
  )
}

interface Place {
  readonly client: string | null
  readonly application: string
}

interface PlaceFieldsProps {
  readonly value: Place
  readonly onChange: (place: Place) => void
  readonly problem: Problem | null
}

/** Whose contact it is; with an application, its end user. */
function PlaceFields({ value, onChange, problem }: PlaceFieldsProps) {
  const catalog = useCatalog()
  const clients = useRead(catalog, 'listClients', { query: { limit: CHOICES_MAX } })
  const applications = useRead(
    catalog,
    'listApplications',
    { query: { limit: CHOICES_MAX, clientId: value.client ?? '' } },
    { enabled: value.client !== null },
  )
  return (
    <>
      <Combobox
        label={i18n.t('Client')}
        value={value.client}
        onChange={(client) => onChange({ client, application: NONE })}
        options={(clients.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        fault={problem?.of('clientId')}
      />
      {applications.data && applications.data.items.length > 0 ? (
        <Combobox
          label={i18n.t('End user of')}
          hint={i18n.t('Choose an application for somebody who only uses it; they see nothing of the client’s.')}
          value={value.application}
          onChange={(application) => onChange({ ...value, application })}
          options={[
            { value: NONE, label: i18n.t('No application: a contact of the client') },
            ...applications.data.items.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      ) : null}
    </>
  )
}

function listed(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** A fault of the list or of any of its entries. */
function faultIn(problem: Problem | null, field: string): string | undefined {
  const ofEntry = problem?.fields.find((fault) => fault.field.startsWith(`body.${field}`))?.message
  return problem?.of(field) ?? ofEntry
}
