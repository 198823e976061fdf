/** What rings: one large button for each answer, and a sound until it is given or the dialog is closed. */
import { useEffect, useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Link } from '#design/link/link.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { type Ring, useChannels } from './client.ts'
import { ringOnce } from './sound.ts'
import { answerWords } from './words.ts'
import styles from './channels.module.css'

/** A telephone rings about as often. */
const EVERY_MS = 3_000

export function RingDialog({ items }: { readonly items: readonly Ring[] }) {
  const [quiet, setQuiet] = useState<ReadonlySet<string>>(new Set())
  const loud = items.filter((ring) => !quiet.has(nameOf(ring)))
  const rings = loud.length > 0
  useEffect(() => {
    if (!rings) return undefined
    void ringOnce()
    const timer = setInterval(() => void ringOnce(), EVERY_MS)
    return () => clearInterval(timer)
  }, [rings])
  if (!rings) return null
  return (
    <Dialog title={i18n.t('You are paged')} open onClose={() => setQuiet(new Set(items.map(nameOf)))}>
      <ul className={styles['list']}>
        {loud.map((ring) => (
          <RingItem key={nameOf(ring)} ring={ring} />
        ))}
      </ul>
    </Dialog>
  )
}

const nameOf = ({ at, subject }: Ring): string => `${at} ${subject}`

function RingItem({ ring: { subject, lines, href, severity, answers } }: { readonly ring: Ring }) {
  const channels = useChannels()
  const answer = useWrite((token: string) => channels.call('answerRing', { params: { token } }), { touches: ['channels'] })
  const tone = severity === 'critical' || severity === 'major' ? severity : 'minor'
  return (
    <li className={styles['ring']}>
      <StateLabel tone={tone} strong>
        {subject}
      </StateLabel>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div className={styles['answers']}>
        {answers.map(({ answer: name, token }, at) => (
          <Button key={name} kind={at === 0 ? 'primary' : 'secondary'} pending={answer.pending} onClick={() => answer.run(token)}>
            {answerWords(name)}
          </Button>
        ))}
        <Link to={href}>{i18n.t('Open it')}</Link>
      </div>
      <FormProblem problem={answer.problem} />
    </li>
  )
}
