/** Adds a scrape target, or changes one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { type Target, TOUCHES, useCatalog, useScraping } from './client.ts'
import { bodyOf, draftOf, type Draft } from './draft.ts'
import styles from './scraping.module.css'

interface TargetDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly target: Target | null
  readonly onClose: () => void
}

interface FieldsProps {
  readonly draft: Draft
  readonly change: (over: Partial<Draft>) => void
  readonly fault: (field: string) => string | undefined
}

export function TargetDialog({ applicationId, target, onClose }: TargetDialogProps) {
  const scraping = useScraping()
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } }, { enabled: target === null })
  const [draft, setDraft] = useState(() => draftOf(target))
  const [chosen, setChosen] = useState<string | null>(null)
  const environmentId = chosen ?? environments.data?.items[0]?.id ?? ''
  const save = useWrite(
    () =>
      target
        ? scraping.call('changeTarget', { params: { id: target.id }, body: bodyOf(draft, target) }, { ifMatch: target.version })
        : scraping.call('createTarget', { body: { environmentId, ...bodyOf(draft, null) } }),
    { touches: TOUCHES, done: onClose },
  )
  const change = (over: Partial<Draft>) => setDraft({ ...draft, ...over })
  const fault = (field: string) => save.problem?.of(field)
  return (
    <FormDialog
      title={target ? i18n.t('Edit {name}', { name: target.name }) : i18n.t('Add a scrape target')}
      onClose={onClose}
      verb={target ? i18n.t('Save') : i18n.t('Add')}
      save={save}
      why={environments.data?.items.length === 0 ? i18n.t('Add an environment first.') : null}
    >
      <TextField
        label={i18n.t('Address')}
        type="url"
        mono
        autoFocus
        placeholder="http://shop-1.example.com:9100/metrics"
        value={draft.url}
        onChange={(url) => change({ url })}
        hint={i18n.t('With its path, which is mostly /metrics.')}
        fault={fault('url')}
      />
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          hint={i18n.t('What it measures, such as “node”; the label job.')}
          fault={fault('name')}
        />
        {target ? null : (
          <Select
            label={i18n.t('Environment')}
            value={environmentId}
            onChange={setChosen}
            options={(environments.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
      </div>
      <TimeFields draft={draft} change={change} fault={fault} />
      <CredentialFields draft={draft} change={change} fault={fault} />
      <TextArea
        label={i18n.t('Labels')}
        optional
        mono
        rows={2}
        placeholder="zone=eu"
        value={draft.labels}
        onChange={(labels) => change({ labels })}
        hint={i18n.t('One on each line, for all its series.')}
        fault={fault('labels')}
      />
    </FormDialog>
  )
}

function TimeFields({ draft, change, fault }: FieldsProps) {
  return (
    <div className={styles['pair']}>
      <TextField
        label={i18n.t('Every how many seconds')}
        inputMode="numeric"
        value={draft.intervalSeconds}
        onChange={(intervalSeconds) => change({ intervalSeconds })}
        fault={fault('intervalSeconds')}
      />
      <TextField
        label={i18n.t('Wait at most, in seconds')}
        inputMode="numeric"
        value={draft.timeoutSeconds}
        onChange={(timeoutSeconds) => change({ timeoutSeconds })}
        fault={fault('timeoutSeconds')}
      />
    </div>
  )
}

function CredentialFields({ draft, change, fault }: FieldsProps) {
  const { kind, keepsSecret } = draft
  const hint = keepsSecret ? i18n.t('One is kept; leave this empty to keep it.') : undefined
  return (
    <>
      <Select
        label={i18n.t('It asks for')}
        value={kind}
        onChange={(next) => change({ kind: next, keepsSecret: false })}
        options={[
          { value: 'none', label: i18n.t('nothing') },
          { value: 'bearer', label: i18n.t('a token (Bearer)') },
          { value: 'basic', label: i18n.t('a user name and a password (Basic)') },
        ]}
      />
      {kind === 'none' ? null : (
        <div className={styles['pair']}>
          {kind === 'basic' ? (
            <TextField
              label={i18n.t('User name')}
              autoComplete="off"
              value={draft.username}
              onChange={(username) => change({ username, keepsSecret: false })}
              fault={fault('credentials.username')}
            />
          ) : null}
          <TextField
            label={kind === 'bearer' ? i18n.t('Token') : i18n.t('Password')}
            type="password"
            autoComplete="new-password"
            value={draft.secret}
            onChange={(secret) => change({ secret })}
            hint={hint}
            fault={fault('credentials.token') ?? fault('credentials.password')}
          />
        </div>
      )}
    </>
  )
}
