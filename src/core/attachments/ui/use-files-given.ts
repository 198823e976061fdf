/** Files that are dropped on something, or pasted while nothing is being written. */
import { type DragEvent, useEffect, useEffectEvent, useState } from 'react'

/** Handlers for the element, and whether files are held over it. Without `onFiles` nothing is taken. */
export function useFilesGiven(onFiles: ((files: readonly File[]) => void) | undefined) {
  const [isOver, setOver] = useState(false)
  const give = useEffectEvent((files: readonly File[]) => onFiles?.(files))
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // Whoever writes pastes into what they write.
      if (files.length === 0 || event.defaultPrevented || isWriting(event.target)) return
      event.preventDefault()
      give(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
  const holdsFiles = (event: DragEvent) => onFiles !== undefined && event.dataTransfer.types.includes('Files')
  return {
    isOver,
    onDragOver: (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      onFiles?.([...event.dataTransfer.files])
    },
  }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
}
