/** The relay that mail leaves by, and from whom it comes. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { useDelivery, type RelayAnswer } from '../client.ts'
import { securityWords } from '../words.ts'
import styles from './mail.module.css'

const SECURITIES = ['starttls', 'tls', 'starttls_if_offered'] as const
/** Where relays usually listen for each; whoever wrote another port keeps it. */
const USUAL_PORT = { tls: '465', starttls: '587', starttls_if_offered: '25' } as const

interface Draft {
  readonly host: string
  readonly port: string
  readonly security: (typeof SECURITIES)[number]
  readonly username: string
  readonly password: string
  readonly privateAllowed: boolean
  readonly senderAddress: string
  readonly senderName: string
  readonly signs: boolean
}

function draftOf(relay: RelayAnswer['relay']): Draft {
  return {
    host: relay?.host ?? '',
    port: String(relay?.port ?? USUAL_PORT.starttls),
    security: relay?.security ?? 'starttls',
    username: relay?.username ?? '',
    password: '',
    privateAllowed: relay?.privateAllowed ?? false,
    senderAddress: relay?.senderAddress ?? '',
    senderName: relay?.senderName ?? '',
    signs: relay === null || relay.dkim !== null,
  }
}

export function RelayCard({ answer }: { readonly answer: RelayAnswer }) {
  const delivery = useDelivery()
  const toast = useToast()
  const why = useWhyNot()('delivery.mail.write')
  const [draft, setDraft] = useState(() => draftOf(answer.relay))
  const change = (over: Partial<Draft>) => setDraft({ ...draft, ...over })
  const save = useWrite(() => delivery.call('setRelay', { body: bodyOf(draft) }, { ifMatch: answer.version }), {
    touches: ['delivery', 'operation', 'records'],
    done: () => toast({ words: i18n.t('Saved. Messages that waited are tried now.') }),
  })
  const fault = (field: string) => save.problem?.of(field)
  return (
    <Card title={i18n.t('Relay')} note={answer.relay ? undefined : i18n.t('No relay is configured. Messages wait until there is one.')}>
      <FormLayout
        label={i18n.t('Relay')}
        onSubmit={() => (why ? undefined : save.run(undefined))}
        actions={
          <Button type="submit" kind="primary" why={why} pending={save.pending}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <WayFields draft={draft} change={change} fault={fault} hasPassword={answer.relay?.hasPassword ?? false} />
        <SenderFields draft={draft} change={change} fault={fault} />
        <Checkbox
          label={i18n.t('Sign mail (DKIM)')}
          hint={i18n.t('With a key that Pitcrew makes and keeps. Switch it off when the relay signs.')}
          checked={draft.signs}
          onChange={(signs) => change({ signs })}
        />
        <Checkbox
          label={i18n.t('The relay stands in our own network')}
          hint={i18n.t('Without this Pitcrew only connects to public addresses.')}
          checked={draft.privateAllowed}
          onChange={(privateAllowed) => change({ privateAllowed })}
        />
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}

interface FieldsProps {
  readonly draft: Draft
  readonly change: (over: Partial<Draft>) => void
  readonly fault: (field: string) => string | undefined
}

/** Where the relay is and how one gets in. */
function WayFields({ draft, change, fault, hasPassword }: FieldsProps & { readonly hasPassword: boolean }) {
  const hasUsualPort = draft.port === USUAL_PORT[draft.security]
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Host')}
          mono
          placeholder="smtp.example.com"
          value={draft.host}
          onChange={(host) => change({ host })}
          fault={fault('host')}
        />
        <TextField
          label={i18n.t('Port')}
          inputMode="numeric"
          value={draft.port}
          onChange={(port) => change({ port })}
          fault={fault('port')}
        />
      </div>
      <Select
        label={i18n.t('Protection')}
        value={draft.security}
        onChange={(security) => change({ security, ...(hasUsualPort ? { port: USUAL_PORT[security] } : {}) })}
        options={SECURITIES.map((value) => ({ value, ...securityWords(value) }))}
      />
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('User name')}
          optional
          autoComplete="off"
          value={draft.username}
          onChange={(username) => change({ username })}
          fault={fault('username')}
        />
        <TextField
          label={i18n.t('Password')}
          optional
          type="password"
          autoComplete="new-password"
          value={draft.password}
          onChange={(password) => change({ password })}
          fault={fault('password')}
          hint={hasPassword ? i18n.t('One is kept; leave this empty to keep it.') : undefined}
        />
      </div>
    </>
  )
}

function SenderFields({ draft, change, fault }: FieldsProps) {
  return (
    <div className={styles['pair']}>
      <TextField
        label={i18n.t('Sender address')}
        type="email"
        placeholder="support@example.com"
        value={draft.senderAddress}
        onChange={(senderAddress) => change({ senderAddress })}
        fault={fault('senderAddress')}
      />
      <TextField
        label={i18n.t('Sender name')}
        optional
        value={draft.senderName}
        onChange={(senderName) => change({ senderName })}
        fault={fault('senderName')}
      />
    </div>
  )
}

function bodyOf({ port, username, password, senderName, ...draft }: Draft) {
  return {
    ...draft,
    port: Number(port),
    username: username.trim() || null,
    senderName: senderName.trim() || null,
    ...(password === '' ? {} : { password }),
  }
}
