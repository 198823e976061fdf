/** Writes the draft of a post: a new post's first one, or the next update. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { DateTimeField } from '#design/field/date-time-field.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { DECLARED_STATES, type DeclaredState, PHASES_OF, type Phase, POST_KINDS, type PostKind } from '../domain/words.ts'
import { type Post, type StatusPage, TOUCHES, useStatusPages } from './client.ts'
import { effectWords, kindWords, phaseWords } from './words.ts'

const AS_MEASURED = 'measured'

interface PostDialogProps {
  readonly page: StatusPage
  /** Null: a new one. */
  readonly post: Post | null
  readonly onClose: () => void
}

export function PostDialog({ page, post, onClose }: PostDialogProps) {
  const pages = useStatusPages()
  const [kind, setKind] = useState<PostKind>(post?.kind ?? 'incident')
  const [title, setTitle] = useState(post?.title ?? '')
  const [phase, setPhase] = useState<Phase>(post?.draft?.phase ?? post?.phase ?? 'investigating')
  const [text, setText] = useState(post?.draft?.text ?? '')
  const said = post?.draft?.effects ?? post?.updates[0]?.effects ?? []
  const [effects, setEffects] = useState<Readonly<Record<string, DeclaredState>>>(
    Object.fromEntries(said.map(({ componentId, state }) => [componentId, state])),
  )
  const [times, setTimes] = useState<{ readonly startsAt: string | null; readonly endsAt: string | null }>({ startsAt: null, endsAt: null })
  const draft = { title, phase, text, effects: Object.entries(effects).map(([componentId, state]) => ({ componentId, state })) }
  const planned = kind === 'maintenance' && times.startsAt && times.endsAt ? { startsAt: times.startsAt, endsAt: times.endsAt } : {}
  const save = useWrite(
    () =>
      post
        ? pages.call('writeDraft', { params: { id: post.id }, body: draft }, { ifMatch: post.version })
        : pages.call('createPost', { params: { id: page.id }, body: { kind, ...draft, ...planned } }),
    { touches: TOUCHES, done: onClose },
  )
  const choose = (next: PostKind) => {
    setKind(next)
    setPhase(PHASES_OF[next][0])
  }
  return (
    <FormDialog
      title={post ? i18n.t('Write update') : i18n.t('Write post')}
      size="wide"
      onClose={onClose}
      verb={i18n.t('Save draft')}
      save={save}
    >
      {post ? null : (
        <Select
          label={i18n.t('Kind')}
          value={kind}
          onChange={choose}
          options={POST_KINDS.map((value) => ({ value, label: kindWords(value) }))}
        />
      )}
      <TextField label={i18n.t('Title')} value={title} onChange={setTitle} fault={save.problem?.of('title')} />
      {kind === 'maintenance' && !post ? (
        <>
          <DateTimeField
            label={i18n.t('Begins')}
            value={times.startsAt}
            onChange={(startsAt) => setTimes({ ...times, startsAt })}
            fault={save.problem?.of('startsAt')}
          />
          <DateTimeField
            label={i18n.t('Ends')}
            value={times.endsAt}
            onChange={(endsAt) => setTimes({ ...times, endsAt })}
            fault={save.problem?.of('endsAt')}
          />
        </>
      ) : null}
      <Select
        label={i18n.t('Phase')}
        value={phase}
        onChange={setPhase}
        options={PHASES_OF[kind].map((value) => ({ value, label: phaseWords(value) }))}
      />
      <TextArea
        label={i18n.t('Text')}
        hint={i18n.t('Plain sentences: what does not work, for whom, and when you write again.')}
        rows={5}
        value={text}
        onChange={setText}
        fault={save.problem?.of('text')}
      />
      {page.components.map(({ id, name }) => (
        <Select
          key={id}
          label={name}
          value={effects[id] ?? AS_MEASURED}
          onChange={(state) => {
            const { [id]: _before, ...others } = effects
            setEffects(state === AS_MEASURED ? others : { ...others, [id]: state as DeclaredState })
          }}
          options={[
            { value: AS_MEASURED, label: i18n.t('as its checks say') },
            ...DECLARED_STATES.map((state) => ({ value: state as string, label: effectWords(state) })),
          ]}
        />
      ))}
    </FormDialog>
  )
}
