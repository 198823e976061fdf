/** A file from the reader's machine, as text. */
import { useRef } from 'react'
import { Button } from '../button/button.tsx'

interface FilePickerProps {
  readonly label: string
  /** Endings with their dots, separated by commas. */
  readonly accept: string
  readonly onText: (text: string) => void
}

export function FilePicker({ label, accept, onText }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void file.text().then(onText)
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
    </div>
  )
}
