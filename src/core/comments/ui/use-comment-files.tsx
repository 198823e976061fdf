/** Files in a comment, as far as some part takes them: the button, what is on its way, and what to do with what is pasted. */
import { useRef, useState } from 'react'
import { i18n } from '@lingui/core'
import { type CommentFilesHandle, Slot, useFilled } from '#design/navigation/slots.tsx'
import type { BoxHandle } from './comment-box.tsx'

export function useCommentFiles({ record, audience }: { readonly record: string; readonly audience: 'internal' | 'client' }) {
  const isTaken = useFilled('comment.files')
  const handle = useRef<CommentFilesHandle>(null)
  const box = useRef<BoxHandle>(null)
  const [isBusy, setBusy] = useState(false)
  return {
    /** For the box. */
    given: { ref: box, onFiles: isTaken ? (files: readonly File[]) => handle.current?.add(files) : undefined },
    /** Why it cannot be sent yet. */
    why: isBusy ? i18n.t('A file is still on its way.') : null,
    /** Before the text is sent. */
    show: async (text: string) => (audience === 'client' ? handle.current?.show(text) : undefined),
    slot: (
      <Slot name="comment.files" given={{ record, audience, handle, onBusy: setBusy, onText: (words) => box.current?.insert(words) }} />
    ),
  }
}
