/** A button that opens the browser's own window for choosing files. */
import { useRef } from 'react'
import { Paperclip } from 'lucide-react'
import { Button } from '#design/button/button.tsx'

export interface ChooseButtonProps {
  readonly label: string
  readonly why: string | null
  readonly onFiles: (files: readonly File[]) => void
}

export function ChooseButton({ label, why, onFiles }: ChooseButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size="small" kind="quiet" icon={<Paperclip aria-hidden />} why={why} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same file may be chosen again.
          target.value = ''
        }}
      />
    </>
  )
}
