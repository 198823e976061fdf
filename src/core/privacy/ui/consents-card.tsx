/** Consents: recorded as they are given, and that they were withdrawn. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { DataTable, type Column } from '#design/data-table/data-table.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { CONSENT_WAYS, type ConsentWay } from '../domain/consent.ts'
import { usePrivacy, type Consent } from './client.ts'

const TOUCHES = ['privacy', 'records']

function wayWords(): Readonly<Record<ConsentWay, string>> {
  return {
    form: i18n.t('Form'),
    e_mail: i18n.t('E-mail'),
    telephone: i18n.t('Telephone'),
    paper: i18n.t('Paper'),
    contract: i18n.t('Contract'),
    other: i18n.t('Other'),
  }
}

function columns(why: string | null, onWithdraw: (row: Consent) => void): readonly Column<Consent>[] {
  return [
    { id: 'email', title: i18n.t('E-mail address'), width: 'minmax(160px, 2fr)', cell: (row) => row.email },
    { id: 'purpose', title: i18n.t('Purpose'), width: 'minmax(0, 2fr)', cell: (row) => `${row.purpose} (${row.textVersion})` },
    { id: 'how', title: i18n.t('How'), width: '110px', rank: 3, cell: (row) => wayWords()[row.how] },
    { id: 'at', title: i18n.t('Given'), width: '110px', rank: 2, cell: (row) => <RelativeTime at={row.givenAt} /> },
    {
      id: 'withdrawn',
      title: i18n.t('Withdrawn'),
      width: '130px',
      end: true,
      cell: (row) =>
        row.withdrawnAt ? (
          <RelativeTime at={row.withdrawnAt} />
        ) : (
          <Button kind="quiet" why={why} onClick={() => onWithdraw(row)}>
            {i18n.t('Withdraw')}
          </Button>
        ),
    },
  ]
}

export function ConsentsCard() {
  const privacy = usePrivacy()
  const why = useWhyNot()('privacy.consents.write')
  const [open, setOpen] = useState<'record' | Consent | null>(null)
  const list = useRead(privacy, 'listConsents', { query: { limit: 50 } })
  return (
    <Card
      flush
      title={i18n.t('Consents')}
      note={i18n.t('Who agreed to what, to which text, when and how.')}
      actions={
        <Button why={why} onClick={() => setOpen('record')}>
          {i18n.t('Record a consent')}
        </Button>
      }
    >
      <DataTable
        label={i18n.t('Consents')}
        columns={columns(why, setOpen)}
        rows={list.data?.items}
        rowKey={(row) => row.id}
        problem={list.error}
        empty={<EmptyState compact title={i18n.t('None yet.')} />}
      />
      {open === 'record' ? <RecordDialog onClose={() => setOpen(null)} /> : null}
      {open && open !== 'record' ? <WithdrawDialog consent={open} onClose={() => setOpen(null)} /> : null}
    </Card>
  )
}

function WayField({ value, onChange }: { readonly value: ConsentWay; readonly onChange: (way: ConsentWay) => void }) {
  const words = wayWords()
  return (
    <Select
      label={i18n.t('How')}
      value={value}
      onChange={onChange}
      options={CONSENT_WAYS.map((way) => ({ value: way, label: words[way] }))}
    />
  )
}

function RecordDialog({ onClose }: { readonly onClose: () => void }) {
  const privacy = usePrivacy()
  const [draft, setDraft] = useState({ email: '', purpose: '', textVersion: '', note: '' })
  const [how, setHow] = useState<ConsentWay>('form')
  const change = (field: keyof typeof draft) => (value: string) => setDraft({ ...draft, [field]: value })
  const save = useWrite(() => privacy.call('recordConsent', { body: { ...draft, how } }), { touches: TOUCHES, done: onClose })
  return (
    <FormDialog title={i18n.t('Record a consent')} onClose={onClose} verb={i18n.t('Record')} save={save}>
      <TextField
        label={i18n.t('E-mail address')}
        type="email"
        autoFocus
        value={draft.email}
        onChange={change('email')}
        fault={save.problem?.of('email')}
      />
      <TextField label={i18n.t('Purpose')} value={draft.purpose} onChange={change('purpose')} fault={save.problem?.of('purpose')} />
      <TextField
        label={i18n.t('Version of the text')}
        value={draft.textVersion}
        onChange={change('textVersion')}
        fault={save.problem?.of('textVersion')}
      />
      <WayField value={how} onChange={setHow} />
      <TextArea label={i18n.t('Note')} optional value={draft.note} onChange={change('note')} fault={save.problem?.of('note')} />
    </FormDialog>
  )
}

function WithdrawDialog({ consent, onClose }: { readonly consent: Consent; readonly onClose: () => void }) {
  const privacy = usePrivacy()
  const [how, setHow] = useState<ConsentWay>('e_mail')
  const save = useWrite(() => privacy.call('withdrawConsent', { params: { id: consent.id }, body: { how } }), {
    touches: TOUCHES,
    done: onClose,
  })
  return (
    <FormDialog
      title={i18n.t('{email} withdrew a consent', { email: consent.email })}
      onClose={onClose}
      verb={i18n.t('Withdraw')}
      save={save}
    >
      <WayField value={how} onChange={setHow} />
    </FormDialog>
  )
}
