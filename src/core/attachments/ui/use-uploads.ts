/** The uploads of a record, as a screen watches them. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { refresh } from '#design/session/client.ts'
import { TOUCHES, useAttachments, type Attachment } from './client.ts'
import { Uploads, type Upload } from './uploads.ts'

/** By record: they go on while one looks at something else. */
const open = new Map<string, Uploads>()

/** Of the card of a record. */
export function useRecordUploads(record: string): readonly [Uploads, readonly Upload[]] {
  const client = useAttachments()
  const uploads = open.get(record) ?? new Uploads({ record, client })
  open.set(record, uploads)
  return [uploads, useList(uploads)]
}

/** Of one box for comments. */
export function useOwnUploads(record: string, onStored: (attachment: Attachment) => void): readonly [Uploads, readonly Upload[]] {
  const client = useAttachments()
  const [uploads] = useState(() => new Uploads({ record, client }))
  // Anew with each drawing, so that what is told meets the text as it stands.
  useEffect(() => uploads.whenStored(onStored))
  return [uploads, useList(uploads)]
}

function useList(uploads: Uploads): readonly Upload[] {
  const queries = useQueryClient()
  useEffect(() => uploads.whenStored(() => void refresh(queries, TOUCHES)), [uploads, queries])
  const list = useSyncExternalStore(uploads.watch, uploads.list)
  const isBusy = list.some(({ state }) => state !== 'failed')
  useEffect(() => {
    if (!isBusy) return undefined
    // The browser asks whether one really wants to leave.
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [isBusy])
  return list
}
