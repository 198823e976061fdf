/** What kind of file it is, at a glance. */
import { FileArchive, FileAudio, File as FileIcon, FileText, FileVideo, Image, type LucideIcon } from 'lucide-react'

const byStart: readonly (readonly [start: string, icon: LucideIcon])[] = [
  ['image/', Image],
  ['video/', FileVideo],
  ['audio/', FileAudio],
  ['text/', FileText],
  ['application/pdf', FileText],
  ['application/zip', FileArchive],
  ['application/gzip', FileArchive],
]

export function KindIcon({ mediaType }: { readonly mediaType: string | null }) {
  const Icon = byStart.find(([start]) => mediaType?.startsWith(start))?.[1] ?? FileIcon
  return <Icon aria-hidden />
}
