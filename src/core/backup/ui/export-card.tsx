/** Taking everything out in open formats: what will be in it, what will not and why, and the button. */
import { useState } from 'react'
import { PackageOpen } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { z } from 'zod'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { backupContract } from '../contract/contract.ts'
import { useBackups } from './client.ts'
import styles from './backups.module.css'

type Preview = z.input<(typeof backupContract)['readExport']['response']>

export function ExportCard() {
  const backups = useBackups()
  const toast = useToast()
  const why = useWhyNot()('backup.exports.take')
  const [preview, setPreview] = useState<Preview | null>(null)
  const look = useWrite(() => backups.call('readExport', {}), {
    touches: [],
    done: setPreview,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Card
      title={i18n.t('Full export')}
      note={i18n.t('Everything in open formats, for reading elsewhere: lines of JSON, files as they are, and a log that proves itself.')}
      actions={
        <Button icon={<PackageOpen aria-hidden />} why={why} pending={look.pending} onClick={() => look.run(undefined)}>
          {i18n.t('Take an export…')}
        </Button>
      }
    >
      <p>
        {i18n.t(
          'Passwords, keys and tokens are not in it, and nobody who was erased. It is not encrypted, and nothing is restored from it.',
        )}
      </p>
      {preview ? <ExportDialog preview={preview} onClose={() => setPreview(null)} /> : null}
    </Card>
  )
}

function ExportDialog({ preview, onClose }: { readonly preview: Preview; readonly onClose: () => void }) {
  const { seq, tables, measured, files, leftOut } = preview
  const title = i18n.t('Take a full export')
  const save = () => {
    // The browser writes it straight to the disk, however large it is.
    location.assign('/api/pitcrew/v1/export/archive')
    onClose()
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <FormLayout
        label={title}
        onSubmit={save}
        actions={
          <Row>
            <Button type="submit" kind="primary">
              {i18n.t('Save the archive')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <Banner tone="warning">
          {i18n.t('Whoever has the file can read everything in it. That you took it stands in the audit trail.')}
        </Banner>
        <p>
          {i18n.t('In it: {events} events, {tables} kinds of records, {measured} tables of measured values.', {
            events: seq,
            tables: tables.length,
            measured: measured.length,
          })}{' '}
          {files ? i18n.t('Files come as they are.') : i18n.t('Files lie in your own bucket and are not in it.')}
        </p>
        <details className={styles['left']}>
          <summary>{i18n.t('What is left out, and why')}</summary>
          <ul>
            {leftOut.map(({ what, reason }) => (
              <li key={what}>
                <code>{what}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      </FormLayout>
    </Dialog>
  )
}
