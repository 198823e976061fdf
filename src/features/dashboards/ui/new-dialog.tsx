/** Makes a dashboard: an empty one, a clone of another, or what a file says. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FilePicker } from '#design/file-picker/file-picker.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useGo } from '#design/navigation/screen.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import type { DashboardContent } from '../domain/panel.ts'
import { copied, TOUCHES, useDashboards } from './client.ts'
import { dashboardScreen } from './screens.ts'
import styles from './dashboards.module.css'

interface NewDialogProps {
  readonly from: 'nothing' | 'file' | DashboardContent
  readonly applicationId: string | null
  readonly onClose: () => void
}

const INSTALLATION = 'installation'

export function NewDialog({ from, applicationId, onClose }: NewDialogProps) {
  const dashboards = useDashboards()
  const go = useGo()
  const { applications } = useScope()
  const [content, setContent] = useState<DashboardContent | null>(typeof from === 'object' ? from : null)
  const [title, setTitle] = useState(content?.title ?? '')
  const [whose, setWhose] = useState<string>(applicationId ?? INSTALLATION)
  const save = useWrite(
    () => {
      const panels = copied(content?.panels ?? [])
      return dashboards.call('createDashboard', { body: { title, panels, applicationId: whose === INSTALLATION ? null : whose } })
    },
    { touches: TOUCHES, done: ({ id }) => go(href(dashboardScreen, { dashboard: id })) },
  )
  const needsFile = from === 'file' && content === null
  const words = from === 'nothing' ? i18n.t('New dashboard') : from === 'file' ? i18n.t('Import dashboard') : i18n.t('Clone dashboard')
  const why = needsFile ? i18n.t('Choose a file first.') : title.trim() === '' ? i18n.t('Give it a title.') : null
  return (
    <FormDialog title={words} verb={i18n.t('Make')} save={save} why={why} onClose={onClose}>
      <Combobox
        label={i18n.t('For')}
        value={whose}
        onChange={setWhose}
        hint={i18n.t('One for all applications shows whichever is chosen on its page.')}
        options={[
          { value: INSTALLATION, label: i18n.t('All applications') },
          ...applications.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {from === 'file' ? (
        <FromFile
          applicationId={whose === INSTALLATION ? null : whose}
          onRead={(read) => {
            setContent(read)
            setTitle(read?.title ?? '')
          }}
        />
      ) : null}
      {needsFile ? null : (
        <>
          <TextField label={i18n.t('Title')} autoFocus value={title} onChange={setTitle} fault={save.problem?.of('title')} />
        </>
      )}
    </FormDialog>
  )
}

interface FromFileProps {
  readonly applicationId: string | null
  readonly onRead: (content: DashboardContent | null) => void
}

/** What is wrong in it is told with its lines; nothing is kept of a faulty one. */
function FromFile({ applicationId, onRead }: FromFileProps) {
  const dashboards = useDashboards()
  const read = useWrite((text: string) => dashboards.call('readFile', { body: { applicationId, text } }), {
    touches: [],
    done: ({ dashboard }) => onRead(dashboard),
  })
  const [faults, setFaults] = useState<readonly { readonly line: number; readonly message: string }[]>([])
  const load = async (text: string) => setFaults((await read.runAsync(text)).faults)
  return (
    <div className={styles['query']}>
      <FilePicker accept=".yaml,.yml,.json" label={i18n.t('Choose a file')} onText={(text) => void load(text).catch(() => undefined)} />
      <p className={styles['quiet']}>{i18n.t('YAML or JSON, as a dashboard is saved here.')}</p>
      {read.problem ? <p role="alert">{read.problem.message}</p> : null}
      {faults.length > 0 ? (
        <div role="alert">
          <ul className={styles['faults']}>
            {faults.map(({ line, message }) => (
              <li key={`${line}-${message}`}>{i18n.t('Line {line}: {message}', { line, message })}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}
