/** The notices that the law wants of an incident about security: by when, and what became of them. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { absoluteTime } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Incident, type Security, TOUCHES, useIncidents } from './client.ts'
import styles from './incidents.module.css'

type Notice = Security['notices'][number]

export function NoticesCard({ incident, notices }: { readonly incident: Incident; readonly notices: Security['notices'] }) {
  const [noting, setNoting] = useState<Notice>()
  const why = useWhyNot()('incidents.incidents.write')
  return (
    <Card
      title={i18n.t('Notices to authorities')}
      note={i18n.t('Counted from the declaration, by the support plan.')}
      flush={notices.length > 0}
    >
      {notices.length === 0 ? (
        <p className={styles['quiet']}>{i18n.t('No framework that applies here by the support plan wants a notice.')}</p>
      ) : (
        <ul className={styles['evidence']}>
          {notices.map((notice) => (
            <li key={notice.framework}>
              <div className={styles['alert']}>
                {notice.title}
                <span className={styles['told']}>{toldOf(notice)}</span>
              </div>
              {notice.state === 'due' ? (
                <StateLabel tone="due">
                  {i18n.t('Due')} <RelativeTime at={notice.dueAt} />
                </StateLabel>
              ) : (
                <StateLabel tone="good">{stateOf(notice.state)}</StateLabel>
              )}
              <Button size="small" kind="quiet" why={why} onClick={() => setNoting(notice)}>
                {i18n.t('Say what became of it')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {noting ? <NoticeDialog incident={incident} notice={noting} onClose={() => setNoting(undefined)} /> : null}
    </Card>
  )
}

function toldOf({ state, dueAt, at, by, note }: Notice): string {
  if (state === 'due' || at === null) return i18n.t('By {time}', { time: absoluteTime(dueAt) })
  return [by?.name ?? i18n.t('Somebody'), absoluteTime(at), note].filter((part) => part !== '').join(' · ')
}

function stateOf(state: Notice['state']): string {
  const words = { due: i18n.t('It is due'), given: i18n.t('Notice given'), needless: i18n.t('Not needed') }
  return words[state]
}

const STATES = ['given', 'needless', 'due'] as const

function NoticeDialog({
  incident,
  notice,
  onClose,
}: {
  readonly incident: Incident
  readonly notice: Notice
  readonly onClose: () => void
}) {
  const incidents = useIncidents()
  const [state, setState] = useState<Notice['state']>(notice.state === 'due' ? 'given' : notice.state)
  const [note, setNote] = useState(notice.note)
  const params = { id: incident.id, framework: notice.framework }
  const save = useWrite(() => incidents.call('setNotice', { params, body: { state, note } }), { touches: TOUCHES, done: onClose })
  const missing = state === 'needless' && note.trim() === '' ? i18n.t('Say why none is needed first.') : null
  return (
    <FormDialog
      title={i18n.t('Notice by {title}', { title: notice.title })}
      onClose={onClose}
      verb={i18n.t('Save')}
      save={save}
      why={missing}
    >
      <Select
        label={i18n.t('What became of it')}
        value={state}
        onChange={setState}
        options={STATES.map((value) => ({ value, label: stateOf(value) }))}
      />
      <TextField
        label={i18n.t('To whom, or why not')}
        optional={state !== 'needless'}
        value={note}
        onChange={setNote}
        fault={save.problem?.of('note')}
      />
    </FormDialog>
  )
}
