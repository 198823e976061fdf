/** One exception with its calls, the innermost first. Calls of the application's own code are open, those of libraries folded. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { Button } from '#design/button/button.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import type { Exception, Frame } from './client.ts'
import styles from './errors.module.css'

interface StackProps {
  readonly exception: Exception
  readonly isCause: boolean
  /** Where the source has its calls, as far as that is known; else as they came. */
  readonly byOriginal: boolean
}

export function Stack({ exception, isCause, byOriginal }: StackProps) {
  const frames = exception.frames.map((frame) => (byOriginal && frame.original ? { ...frame, ...frame.original } : frame)).toReversed()
  const hasOwn = frames.some(({ inApp }) => inApp)
  const [all, setAll] = useState(!hasOwn)
  const shown = all ? frames : frames.filter(({ inApp }) => inApp)
  const hidden = frames.length - frames.filter(({ inApp }) => inApp).length
  const firstOwn = frames.find(({ inApp, code }) => inApp && code !== '')
  return (
    <div className={styles['exception']}>
      <header className={styles['thrown']}>
        <h3 className={styles['type']}>
          {isCause ? <span className={styles['quiet']}>{i18n.t('Caused by')} </span> : null}
          {exception.type}
        </h3>
        {exception.handled === false ? <StateLabel tone="critical">{i18n.t('not caught')}</StateLabel> : null}
        {hasOwn && hidden > 0 ? (
          <Button size="small" kind="quiet" onClick={() => setAll(!all)}>
            {all
              ? i18n.t('Own code only')
              : i18n.t('{count, plural, one {# call of libraries} other {# calls of libraries}}', { count: hidden })}
          </Button>
        ) : null}
      </header>
      <p className={styles['message']}>{exception.value}</p>
      {frames.length === 0 ? <p className={styles['quiet']}>{i18n.t('It came without a stack.')}</p> : null}
      <ol className={styles['frames']}>
        {shown.map((frame, index) => (
          <FrameRow key={index} frame={frame} isOpen={frame === firstOwn} />
        ))}
      </ol>
    </div>
  )
}

function FrameRow({ frame, isOpen }: { readonly frame: Frame; readonly isOpen: boolean }) {
  const place = [frame.file || frame.module, frame.line, frame.column].filter((part) => part !== '' && part !== null).join(':')
  const head = (
    <>
      <span className={styles['function']}>{frame.function || i18n.t('(no name)')}</span>
      <span className={styles['place']}>{place}</span>
    </>
  )
  return (
    <li className={cx(styles['frame'], frame.inApp && styles['own'])}>
      {frame.code === '' ? (
        <div className={styles['head']}>{head}</div>
      ) : (
        <details open={isOpen}>
          <summary className={styles['head']}>{head}</summary>
          <Code frame={frame} />
        </details>
      )}
    </li>
  )
}

/** The line of the call with those around it. Long lines are moved to be read, also by the keyboard. */
function Code({ frame: { before, code, after, line } }: { readonly frame: Frame }) {
  const first = line === null ? null : line - before.length
  const lines = [...before, code, ...after]
  return (
    <pre className={styles['code']} tabIndex={0} role="group" aria-label={i18n.t('Source')}>
      {lines.map((text, index) => (
        <span key={index} className={cx(styles['line'], index === before.length && styles['here'])}>
          <span className={styles['number']}>{first === null ? '' : first + index}</span>
          {text}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
