/** What is held about one person, to be saved as a file or erased. */
import { useEffect, useState } from 'react'
import { Download, Search, UserX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { number } from '#design/time/format.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { z } from 'zod'
import type { handle } from '../contract/contract.ts'
import styles from './privacy.module.css'
import { usePrivacy, type Holding } from './client.ts'

type Handle = z.input<typeof handle>

/** `who`: prefixed id of somebody who is looked for at once. */
export function PersonCard({ who }: { readonly who: string | undefined }) {
  const privacy = usePrivacy()
  const why = useWhyNot()('privacy.people.export')
  const [email, setEmail] = useState('')
  const [found, setFound] = useState<{ holding: Holding; who: Handle } | null>(null)
  const find = useWrite(
    (asked: Handle) => privacy.call('findHolding', { body: { who: asked } }).then((holding) => ({ holding, who: asked })),
    {
      touches: [],
      done: setFound,
      failed: () => setFound(null),
    },
  )
  const { run } = find
  useEffect(() => {
    if (who) run(handleOf(who))
  }, [who, run])
  return (
    <Card
      title={i18n.t('What is held about a person')}
      note={i18n.t('Everybody may ask what is held about them, and to be erased. They are found by any of their addresses.')}
    >
      <FormLayout
        label={i18n.t('Find a person')}
        onSubmit={() => run({ kind: 'email', email: email.trim() })}
        actions={
          <Button type="submit" kind="primary" icon={<Search aria-hidden />} pending={find.pending} why={why}>
            {i18n.t('Look')}
          </Button>
        }
      >
        <TextField label={i18n.t('E-mail address')} type="email" value={email} onChange={setEmail} fault={find.problem?.of('who.email')} />
        <FormProblem problem={find.problem} />
      </FormLayout>
      {found ? <Held key={found.holding.confirmation} {...found} onErased={() => setFound(null)} /> : null}
    </Card>
  )
}

/** Ids tell by their beginning what they are of. */
function handleOf(id: string): Handle {
  return id.startsWith('con_') ? { kind: 'contact', id } : { kind: 'person', id }
}

function rowsOf({ counts }: Holding): { label: string; value: string }[] {
  return Object.entries(counts).flatMap(([part, kinds]) =>
    Object.entries(kinds).map(([kind, count]) => ({ label: `${part} · ${kind.replaceAll('_', ' ')}`, value: number(count) })),
  )
}

interface HeldProps {
  readonly holding: Holding
  readonly who: Handle
  readonly onErased: () => void
}

function Held({ holding, who, onErased }: HeldProps) {
  const privacy = usePrivacy()
  const toast = useToast()
  const [erasing, setErasing] = useState(false)
  const may = useWhyNot()
  const rows = rowsOf(holding)
  const save = useWrite(() => privacy.call('exportPerson', { body: { who } }).then(saveAs), {
    touches: ['records'],
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <div className={styles['held']}>
      {rows.length > 0 ? (
        <PropertyList title={holding.names.join(', ') || holding.confirmation} properties={rows} />
      ) : (
        <Banner>{i18n.t('Nothing is held about {email}.', { email: holding.confirmation })}</Banner>
      )}
      <Row>
        <Button icon={<Download aria-hidden />} pending={save.pending} onClick={() => save.run(undefined)}>
          {i18n.t('Save all of it')}
        </Button>
        <Button kind="danger" icon={<UserX aria-hidden />} why={may('privacy.people.erase')} onClick={() => setErasing(true)}>
          {i18n.t('Erase for ever')}
        </Button>
      </Row>
      {erasing ? <EraseDialog holding={holding} who={who} onErased={onErased} onClose={() => setErasing(false)} /> : null}
    </div>
  )
}

/** The answer of a POST becomes a file that the browser saves. */
async function saveAs(answer: Response): Promise<void> {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = 'pitcrew-person.tar.gz'
  link.click()
  URL.revokeObjectURL(link.href)
}

interface EraseDialogProps {
  readonly holding: Holding
  readonly who: Handle
  readonly onErased: () => void
  readonly onClose: () => void
}

function EraseDialog({ holding, who, onErased, onClose }: EraseDialogProps) {
  const privacy = usePrivacy()
  const toast = useToast()
  const [confirm, setConfirm] = useState('')
  const [reason, setReason] = useState('')
  const erase = useWrite(() => privacy.call('erasePerson', { body: { who, confirm, reason } }), {
    touches: ['privacy', 'identity', 'catalog', 'contacts', 'records'],
    done: () => {
      toast({ words: i18n.t('Erased. The list of erasures says what was done.') })
      onErased()
    },
  })
  const typed = confirm.trim().toLowerCase() === holding.confirmation.toLowerCase()
  return (
    <Dialog title={i18n.t('Erase for ever')} open onClose={onClose}>
      <FormLayout
        label={i18n.t('Erase for ever')}
        onSubmit={() => erase.run(undefined)}
        actions={
          <Row>
            <Button
              type="submit"
              kind="danger"
              pending={erase.pending}
              why={typed ? null : i18n.t('Type “{word}” first.', { word: holding.confirmation })}
            >
              {i18n.t('Erase for ever')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <p>
          {i18n.t(
            'The account, sign-ins, keys, consents and what they look after go, and what the log says about them can never be read again. Backups that are restored later are treated alike. Nobody can undo this.',
          )}
        </p>
        <PropertyList title={i18n.t('What will be lost')} properties={rowsOf(holding)} />
        <TextField
          label={i18n.t('Type “{word}” to confirm', { word: holding.confirmation })}
          value={confirm}
          onChange={setConfirm}
          autoComplete="off"
          fault={erase.problem?.of('confirm')}
        />
        <TextArea label={i18n.t('Reason')} optional value={reason} onChange={setReason} fault={erase.problem?.of('reason')} />
        <FormProblem problem={erase.problem} />
      </FormLayout>
    </Dialog>
  )
}
