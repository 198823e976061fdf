/** Makes a write-only key and shows it once, with what a Prometheus needs to send by it. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { telemetryContract } from '../contract/contract.ts'
import { useCatalog, useTelemetry } from './client.ts'
import styles from './telemetry.module.css'

/** Whose page asks for it. */
export type KeysOwner = { readonly applicationId: string } | { readonly clientId: string }

/** Instead of an environment. */
const BY_RULES = 'by_rules'

export function NewKeyDialog({ owner, onClose }: { readonly owner: KeysOwner; readonly onClose: () => void }) {
  const telemetry = useTelemetry()
  const ofApplication = 'applicationId' in owner
  const query = { ...(ofApplication ? owner : {}), limit: 200 }
  const environments = useRead(useCatalog(), 'listEnvironments', { query }, { enabled: ofApplication })
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [ready, setReady] = useState<Made | null>(null)
  const writesTo = ofApplication ? (chosen ?? environments.data?.items[0]?.id ?? BY_RULES) : BY_RULES
  const body = { name, ...(writesTo === BY_RULES ? owner : { environmentId: writesTo }) }
  const make = useWrite(() => telemetry.call('createIngestKey', { body }), { touches: ['telemetry', 'records'], done: setReady })
  if (ready) return <ReadyDialog made={ready} onClose={onClose} />
  return (
    <FormDialog title={i18n.t('New write-only key')} onClose={onClose} verb={i18n.t('Make the key')} save={make}>
      <TextField
        label={i18n.t('Name')}
        autoFocus
        value={name}
        onChange={setName}
        hint={i18n.t('What sends with it, such as “Prometheus in Frankfurt”.')}
        fault={make.problem?.of('name')}
      />
      {ofApplication ? (
        <Select
          label={i18n.t('Environment')}
          value={writesTo}
          onChange={setChosen}
          options={[
            ...(environments.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label })),
            { value: BY_RULES, label: i18n.t('several, by the mapping rules of the application') },
          ]}
        />
      ) : null}
      {writesTo === BY_RULES ? (
        <p className={styles['for']}>
          {i18n.t(
            'The mapping rules say which environment each thing belongs to. They hold for OpenTelemetry, Prometheus remote write and JSON lines.',
          )}
        </p>
      ) : null}
    </FormDialog>
  )
}

type Made = AnswerOf<(typeof telemetryContract)['createIngestKey']>

function ReadyDialog({ made: { secret, ingestKey }, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const configuration = `remote_write:
  - url: ${location.origin}/prometheus/api/v1/write
    authorization:
      credentials: ${secret}
    queue_config:
      retry_on_http_429: true`
  const variables = `OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}/otlp
OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20${secret}`
  return (
    <SecretDialog title={i18n.t('The key is ready')} secret={secret} onClose={onClose}>
      <p className={styles['for']}>{i18n.t('For prometheus.yml:')}</p>
      <pre className={styles['configuration']}>{configuration}</pre>
      <p className={styles['for']}>{i18n.t('For what sends with OpenTelemetry, as environment variables:')}</p>
      <pre className={styles['configuration']}>{variables}</pre>
      {ingestKey.dsn === null ? null : (
        <>
          <p className={styles['for']}>{i18n.t('For Sentry’s clients, as DSN:')}</p>
          <pre className={styles['configuration']}>{ingestKey.dsn}</pre>
        </>
      )}
    </SecretDialog>
  )
}
