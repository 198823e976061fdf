/** Short notes that something was done, with the way back. They wait while one points at them and leave by themselves. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { SECOND_MS } from '#kit/time.ts'
import { cx } from '../class-names.ts'
import { Button, IconButton } from '../button/button.tsx'
import styles from './toast.module.css'

/** Long enough to read two lines and to reach the button. */
const SHOWN_MS = 7 * SECOND_MS
/** More at once would cover the work; the oldest goes. */
const SHOWN_MAX = 3

export interface ToastContent {
  readonly words: string
  readonly tone?: 'done' | 'failed'
  /** The way back; kept for as long as the toast stays. */
  readonly undo?: () => void
}

type Shown = ToastContent & { readonly id: number }

const ToastContext = createContext<(toast: ToastContent) => void>(() => undefined)

export function useToast(): (toast: ToastContent) => void {
  return useContext(ToastContext)
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const nextId = useRef(1)
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>())

  const { hold, release, close, show } = useMemo(() => {
    const stop = (id: number) => clearTimeout(timers.current.get(id))
    const remove = (id: number) => {
      stop(id)
      timers.current.delete(id)
      setShown((before) => before.filter((toast) => toast.id !== id))
    }
    const start = (id: number) =>
      timers.current.set(
        id,
        setTimeout(() => remove(id), SHOWN_MS),
      )
    return {
      close: remove,
      hold: () => [...timers.current.keys()].forEach(stop),
      release: () => [...timers.current.keys()].forEach(start),
      show: (toast: ToastContent) => {
        const id = nextId.current++
        setShown((before) => [...before, { ...toast, id }].slice(-SHOWN_MAX))
        start(id)
      },
    }
  }, [])

  const undo = useCallback(
    (toast: Shown) => {
      close(toast.id)
      toast.undo?.()
    },
    [close],
  )

  return (
    <ToastContext value={show}>
      {children}
      <section
        className={styles['region']}
        aria-label={i18n.t('Notes')}
        aria-live="polite"
        onMouseEnter={hold}
        onMouseLeave={release}
        onFocus={hold}
        onBlur={release}
      >
        {shown.map((toast) => (
          <div key={toast.id} className={cx(styles['toast'], toast.tone === 'failed' && styles['failed'])}>
            {toast.tone === 'failed' ? <TriangleAlert aria-hidden /> : <CircleCheck aria-hidden />}
            <p className={styles['words']}>{toast.words}</p>
            {toast.undo ? (
              <Button size="small" onClick={() => undo(toast)}>
                {i18n.t('Undo')}
              </Button>
            ) : null}
            <IconButton plain size="small" label={i18n.t('Close')} icon={<X aria-hidden />} onClick={() => close(toast.id)} />
          </div>
        ))}
      </section>
    </ToastContext>
  )
}
