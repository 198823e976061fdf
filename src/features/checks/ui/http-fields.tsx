/** What is asked of a page or an API, and what its answer should be. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { Select } from '#design/select/select.tsx'
import { HTTP_METHODS, type HttpSettings } from '../domain/settings.ts'
import type { KindProps } from './kind-props.ts'
import { NumberField, OptionalNumberField } from './number-field.tsx'
import styles from './checks.module.css'

type HttpProps = KindProps<HttpSettings>

export function HttpFields(props: HttpProps) {
  const { settings, change, problem } = props
  return (
    <>
      <TextField
        label={i18n.t('Address')}
        type="url"
        value={settings.url}
        onChange={(url) => change({ ...settings, url: url.trim() })}
        fault={problem?.of('settings.url')}
      />
      <TextField
        label={i18n.t('Text that must stand in the answer')}
        optional
        value={settings.expectText ?? ''}
        onChange={(text) => change({ ...settings, expectText: text === '' ? null : text })}
        fault={problem?.of('settings.expectText')}
      />
      <details className={styles['more']}>
        <summary>{i18n.t('More expectations')}</summary>
        <Expectations {...props} />
      </details>
      <details className={styles['more']}>
        <summary>{i18n.t('What is sent')}</summary>
        <Request {...props} />
      </details>
    </>
  )
}

function Expectations({ settings, change, problem }: HttpProps) {
  const { expectHeader, expectJson } = settings
  const header = { name: expectHeader?.name ?? '', value: expectHeader?.value ?? '' }
  const json = { path: expectJson?.path ?? '', value: expectJson?.value ?? '' }
  const orNull = <T extends { readonly value: string }>(one: T, name: string): T | null => (name === '' && one.value === '' ? null : one)
  return (
    <>
      <div className={styles['pair']}>
        <NumberField
          label={i18n.t('Status from')}
          value={settings.statusFrom}
          onChange={(statusFrom) => change({ ...settings, statusFrom })}
        />
        <NumberField label={i18n.t('Status to')} value={settings.statusTo} onChange={(statusTo) => change({ ...settings, statusTo })} />
        <OptionalNumberField
          label={i18n.t('At most, ms')}
          value={settings.slowerThanMs}
          onChange={(slowerThanMs) => change({ ...settings, slowerThanMs })}
          fault={problem?.of('settings.slowerThanMs')}
        />
        <OptionalNumberField
          label={i18n.t('Certificate days left')}
          value={settings.certificateDaysMin}
          onChange={(certificateDaysMin) => change({ ...settings, certificateDaysMin })}
        />
      </div>
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Header')}
          optional
          value={header.name}
          onChange={(name) => change({ ...settings, expectHeader: orNull({ ...header, name }, name) })}
          fault={problem?.of('settings.expectHeader.name')}
        />
        <TextField
          label={i18n.t('holds')}
          optional
          value={header.value}
          onChange={(value) => change({ ...settings, expectHeader: orNull({ ...header, value }, header.name) })}
        />
      </div>
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Path in JSON')}
          optional
          mono
          placeholder="checks[0].ok"
          value={json.path}
          onChange={(path) => change({ ...settings, expectJson: orNull({ ...json, path }, path) })}
          fault={problem?.of('settings.expectJson.path')}
        />
        <TextField
          label={i18n.t('is')}
          optional
          mono
          value={json.value}
          onChange={(value) => change({ ...settings, expectJson: orNull({ ...json, value }, json.path) })}
        />
      </div>
      <TextArea
        label={i18n.t('Certificates to trust')}
        optional
        mono
        rows={3}
        value={settings.authority ?? ''}
        onChange={(authority) => change({ ...settings, authority: authority.trim() === '' ? null : authority })}
        hint={i18n.t('PEM, of an authority of one’s own. Nothing: the public ones.')}
        fault={problem?.of('settings.authority')}
      />
    </>
  )
}

function Request({ settings, change, problem }: HttpProps) {
  // As it is typed: a line that is no header yet must not be rewritten under the cursor.
  const [text, setText] = useState(() => settings.headers.map(({ name, value }) => `${name}: ${value}`).join('\n'))
  return (
    <>
      <Select
        label={i18n.t('Method')}
        value={settings.method}
        onChange={(method) => change({ ...settings, method })}
        options={HTTP_METHODS.map((value) => ({ value, label: value }))}
      />
      {settings.method === 'POST' ? (
        <TextArea label={i18n.t('Body')} mono rows={3} value={settings.body} onChange={(body) => change({ ...settings, body })} />
      ) : null}
      <TextArea
        label={i18n.t('Headers')}
        optional
        mono
        rows={2}
        value={text}
        onChange={(typed) => {
          setText(typed)
          change({ ...settings, headers: headersOf(typed) })
        }}
        hint={i18n.t('One a line, such as Accept: application/json')}
        fault={problem?.of('settings.headers')}
      />
      <Checkbox
        label={i18n.t('Follow redirects')}
        checked={settings.followRedirects}
        onChange={(followRedirects) => change({ ...settings, followRedirects })}
      />
    </>
  )
}

function headersOf(text: string): HttpSettings['headers'] {
  return text.split('\n').flatMap((line) => {
    const [name = '', ...rest] = line.split(':')
    return line.trim() === '' ? [] : [{ name, value: rest.join(':').replace(/^ /, '') }]
  })
}
