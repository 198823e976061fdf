/** What whoever was on duty leaves for the next one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextArea } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Duty, nameOf, type People, TOUCHES, useOncall } from './client.ts'
import styles from './oncall.module.css'

export function Notes({
  scheduleId,
  notes,
  people,
}: {
  readonly scheduleId: string
  readonly notes: Duty['notes']
  readonly people: People
}) {
  const oncall = useOncall()
  const [text, setText] = useState('')
  const leave = useWrite(() => oncall.call('leaveNote', { params: { id: scheduleId }, body: { text } }), {
    touches: TOUCHES,
    done: () => setText(''),
  })
  return (
    <Card title={i18n.t('Hand-over notes')} note={i18n.t('For whoever is on duty next.')}>
      <FormLayout
        label={i18n.t('Hand-over notes')}
        onSubmit={() => (text.trim() === '' ? undefined : leave.run(undefined))}
        actions={
          <Button type="submit" pending={leave.pending} why={text.trim() === '' ? i18n.t('Write something first.') : null}>
            {i18n.t('Leave note')}
          </Button>
        }
      >
        <TextArea label={i18n.t('Note')} hideLabel rows={2} value={text} onChange={setText} />
        <FormProblem problem={leave.problem} />
      </FormLayout>
      <ul className={styles['asked']}>
        {notes.map((note) => (
          <li key={note.id}>
            <span className={styles['line']}>
              <PersonName name={nameOf(people, note.personId)} />
              <span className={styles['quiet']}>
                <RelativeTime at={note.createdAt} />
              </span>
            </span>
            <span className={styles['note']}>{note.text}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
