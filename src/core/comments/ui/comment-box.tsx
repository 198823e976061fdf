/** The box for a comment: grows with its words, offers people after an `@`, sends with ⌘↵. */
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import { i18n } from '@lingui/core'
import { Avatar } from '#design/avatar/avatar.tsx'
import { cx } from '#design/class-names.ts'
import type { MentionedPerson } from '#design/markdown/names.ts'
import { useRead } from '#design/session/client.ts'
import { useComments } from './client.ts'
import { typedMention } from './mentions.ts'
import styles from './comments.module.css'

export interface Draft {
  readonly text: string
  /** People chosen from the list, whose names in the text are mentions. */
  readonly picked: readonly MentionedPerson[]
}

export interface CommentBoxProps {
  readonly label: string
  readonly record: string
  readonly audience: 'internal' | 'client'
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly onSend: () => void
  readonly onLeave?: () => void
  readonly fault?: string | undefined
  readonly autoFocus?: boolean
  /** Takes files that are pasted or dropped; without it they are left to the browser. */
  readonly onFiles?: ((files: readonly File[]) => void) | undefined
  readonly ref?: Ref<BoxHandle>
}

export interface BoxHandle {
  /** Puts words where the caret stands, on a line of their own when they are a picture's. */
  insert(words: string): void
}

export function CommentBox({ label, record, audience, draft, onChange, onSend, onLeave, fault, autoFocus, onFiles, ref }: CommentBoxProps) {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  const people = useOffered({ record, audience, typed })
  const active = people[Math.min(at, people.length - 1)]

  const change = (text: string, caret: number) => {
    onChange({ ...draft, text })
    setTyped(typedMention(text.slice(0, caret)))
    setAt(0)
  }
  const put = (from: number, to: number, words: string, picked = draft.picked) => {
    onChange({ text: draft.text.slice(0, from) + words + draft.text.slice(to), picked })
    setTyped(undefined)
    // After the new text stands in the box.
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(from + words.length, from + words.length)
    })
  }
  const pick = (person: MentionedPerson) => {
    const caret = box.current?.selectionStart ?? draft.text.length
    const from = draft.text.lastIndexOf('@', caret - 1)
    put(from, caret, `@${person.name} `, [...draft.picked.filter((one) => one.id !== person.id), person])
  }
  // Anew with each drawing, so that what is put in meets the text as it stands.
  useImperativeHandle(ref, () => ({
    insert: (words) => {
      const caret = box.current?.selectionStart ?? draft.text.length
      const before = draft.text.slice(0, caret)
      const gap = before === '' || /\s$/.test(before) ? '' : words.startsWith('!') ? '\n' : ' '
      put(caret, caret, `${gap}${words}${words.startsWith('!') ? '\n' : ' '}`)
    },
  }))
  const take = (event: ClipboardEvent | DragEvent, { files }: DataTransfer) => {
    if (!onFiles || files.length === 0) return
    event.preventDefault()
    // The card of files takes what is dropped beside the box.
    event.stopPropagation()
    onFiles([...files])
  }
  const onKey = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (active && move) {
      event.preventDefault()
      setAt((at + move + people.length) % people.length)
    } else if (active && (event.key === 'Enter' || event.key === 'Tab') && !event.metaKey && !event.ctrlKey) {
      event.preventDefault()
      pick(active)
    } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      onSend()
    } else if (event.key === 'Escape') {
      if (typed === undefined) onLeave?.()
      else event.stopPropagation()
      setTyped(undefined)
    }
  }

  return (
    <div className={styles['box']}>
      <textarea
        ref={box}
        aria-label={label}
        aria-describedby={fault ? `${id}-fault` : undefined}
        aria-invalid={fault ? true : undefined}
        aria-autocomplete="list"
        aria-controls={people.length > 0 ? `${id}-people` : undefined}
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        placeholder={label}
        rows={2}
        autoFocus={autoFocus}
        value={draft.text}
        onChange={(event) => change(event.target.value, event.target.selectionStart)}
        onKeyDown={onKey}
        onPaste={(event) => take(event, event.clipboardData)}
        onDrop={(event) => take(event, event.dataTransfer)}
        onDragOver={(event) => (onFiles && event.dataTransfer.types.includes('Files') ? event.preventDefault() : undefined)}
        onBlur={() => setTyped(undefined)}
        className={styles['words']}
      />
      <Offered id={id} people={people} active={active} onPick={pick} />
      {typed && people.length === 0 ? <Unknown audience={audience} /> : null}
      {fault ? (
        <p id={`${id}-fault`} className={styles['fault']} role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  )
}

interface OfferedProps {
  readonly id: string
  readonly people: readonly MentionedPerson[]
  readonly active: MentionedPerson | undefined
  readonly onPick: (person: MentionedPerson) => void
}

/** Below the box, which keeps the focus. */
function Offered({ id, people, active, onPick }: OfferedProps) {
  if (people.length === 0) return null
  return (
    <div id={`${id}-people`} role="listbox" aria-label={i18n.t('People who may see this')} className={styles['people']}>
      {people.map((person) => (
        <div
          key={person.id}
          id={`${id}-${person.id}`}
          role="option"
          aria-selected={person === active}
          className={cx(styles['person'], person === active && styles['active'])}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
        >
          <Avatar name={person.name} size="small" />
          {person.name}
        </div>
      ))}
    </div>
  )
}

function Unknown({ audience }: Pick<CommentBoxProps, 'audience'>) {
  return (
    <p className={styles['note']} role="status">
      {audience === 'internal'
        ? i18n.t('Nobody of that name in the team may see this. Only people who may see a comment can be mentioned in it.')
        : i18n.t('Nobody of that name may see this. Only people who may see a comment can be mentioned in it.')}
    </p>
  )
}

function useOffered({ record, audience, typed }: { record: string; audience: 'internal' | 'client'; typed: string | undefined }) {
  const comments = useComments()
  const query = { record, audience, text: typed ?? '' }
  const { data } = useRead(comments, 'listMentionable', { query }, { enabled: typed !== undefined, keep: true })
  return typed === undefined ? [] : (data?.items ?? [])
}
