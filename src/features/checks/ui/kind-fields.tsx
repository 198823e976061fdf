/** What is asked for of each kind: what matters first, the rest folded away. */
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { Select } from '#design/select/select.tsx'
import {
  DNS_TYPES,
  type DnsSettings,
  type HeartbeatSettings,
  type PingSettings,
  type Settings,
  type SqlSettings,
  type TcpSettings,
  type TlsSettings,
} from '../domain/settings.ts'
import { HttpFields } from './http-fields.tsx'
import type { KindProps } from './kind-props.ts'
import { NumberField, OptionalNumberField } from './number-field.tsx'
import styles from './checks.module.css'

export function KindFields({ settings, ...rest }: KindProps<Settings>) {
  switch (settings.kind) {
    case 'http':
      return <HttpFields settings={settings} {...rest} />
    case 'tcp':
    case 'tls':
      return <PortFields settings={settings} {...rest} />
    case 'dns':
      return <DnsFields settings={settings} {...rest} />
    case 'ping':
      return <HostField settings={settings} {...rest} />
    case 'heartbeat':
      return <HeartbeatFields settings={settings} {...rest} />
    case 'sql':
      return <SqlFields settings={settings} {...rest} />
  }
}

function HostField<S extends PingSettings | TcpSettings | TlsSettings | SqlSettings>({ settings, change, problem }: KindProps<S>) {
  return (
    <TextField
      label={i18n.t('Host')}
      value={settings.host}
      onChange={(host) => change({ ...settings, host: host.trim() })}
      fault={problem?.of('settings.host')}
    />
  )
}

function PortFields({ settings, change, problem }: KindProps<TcpSettings | TlsSettings>) {
  return (
    <>
      <div className={styles['pair']}>
        <HostField settings={settings} change={change} problem={problem} />
        <NumberField
          label={i18n.t('Port')}
          value={settings.port}
          onChange={(port) => change({ ...settings, port })}
          fault={problem?.of('settings.port')}
        />
      </div>
      {settings.kind === 'tls' ? (
        <NumberField
          label={i18n.t('Days that the certificate must last')}
          value={settings.certificateDaysMin}
          onChange={(certificateDaysMin) => change({ ...settings, certificateDaysMin })}
        />
      ) : null}
    </>
  )
}

function DnsFields({ settings, change, problem }: KindProps<DnsSettings>) {
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Name')}
          value={settings.name}
          onChange={(name) => change({ ...settings, name: name.trim() })}
          fault={problem?.of('settings.name')}
        />
        <Select
          label={i18n.t('Records')}
          value={settings.type}
          onChange={(type) => change({ ...settings, type })}
          options={DNS_TYPES.map((value) => ({ value, label: value }))}
        />
      </div>
      <TextArea
        label={i18n.t('Expected records')}
        optional
        mono
        rows={3}
        value={settings.expected.join('\n')}
        onChange={(text) => change({ ...settings, expected: text === '' ? [] : text.split('\n') })}
        hint={i18n.t('One a line, all of them and no others. Nothing: any answer will do.')}
        fault={problem?.of('settings.expected')}
      />
      <TextField
        label={i18n.t('Name server')}
        optional
        value={settings.server ?? ''}
        onChange={(server) => change({ ...settings, server: server.trim() || null })}
        hint={i18n.t('Nothing: the one of this installation.')}
        fault={problem?.of('settings.server')}
      />
    </>
  )
}

function HeartbeatFields({ settings, change, problem }: KindProps<HeartbeatSettings>) {
  return (
    <div className={styles['pair']}>
      <NumberField
        label={i18n.t('Expected every, seconds')}
        value={settings.everySeconds}
        onChange={(everySeconds) => change({ ...settings, everySeconds })}
        fault={problem?.of('settings.everySeconds')}
      />
      <NumberField
        label={i18n.t('May be late by, seconds')}
        value={settings.graceSeconds}
        onChange={(graceSeconds) => change({ ...settings, graceSeconds })}
        fault={problem?.of('settings.graceSeconds')}
      />
      <OptionalNumberField
        label={i18n.t('May run for, seconds')}
        value={settings.runSecondsMax}
        onChange={(runSecondsMax) => change({ ...settings, runSecondsMax })}
        fault={problem?.of('settings.runSecondsMax')}
      />
    </div>
  )
}

function SqlFields({ settings, change, problem }: KindProps<SqlSettings>) {
  return (
    <>
      <div className={styles['pair']}>
        <HostField settings={settings} change={change} problem={problem} />
        <NumberField label={i18n.t('Port')} value={settings.port} onChange={(port) => change({ ...settings, port })} />
        <TextField
          label={i18n.t('Database')}
          value={settings.database}
          onChange={(database) => change({ ...settings, database })}
          fault={problem?.of('settings.database')}
        />
        <TextField
          label={i18n.t('User')}
          value={settings.user}
          autoComplete="off"
          onChange={(user) => change({ ...settings, user })}
          fault={problem?.of('settings.user')}
        />
      </div>
      <TextArea
        label={i18n.t('Statement')}
        mono
        rows={2}
        value={settings.statement}
        onChange={(statement) => change({ ...settings, statement })}
        hint={i18n.t('One that reads; the server lets it change nothing.')}
        fault={problem?.of('settings.statement')}
      />
      <TextField
        label={i18n.t('Expected value')}
        optional
        value={settings.expected ?? ''}
        onChange={(expected) => change({ ...settings, expected: expected === '' ? null : expected })}
        hint={i18n.t('The first value of the first row. Nothing: any will do.')}
      />
      <Checkbox
        label={i18n.t('Encrypted')}
        hint={i18n.t('By TLS, with a certificate that is trusted.')}
        checked={settings.encrypted}
        onChange={(encrypted) => change({ ...settings, encrypted })}
      />
    </>
  )
}
