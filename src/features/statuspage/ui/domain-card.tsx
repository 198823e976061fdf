/** The host of its own that a page may have: it is answered as soon as it is said, without saving the rest. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type StatusPage, TOUCHES, useStatusPages } from './client.ts'

export function DomainCard({ page }: { readonly page: StatusPage }) {
  const pages = useStatusPages()
  const toast = useToast()
  const why = useWhyNot()('statuspage.pages.write')
  const [said, setSaid] = useState(page.domain ?? '')
  const domain = said.trim().toLowerCase() || null
  const change = useWrite(() => pages.call('changeDomain', { params: { id: page.id }, body: { domain } }), {
    touches: TOUCHES,
    done: () => toast({ words: domain === null ? i18n.t('The host is free again.') : i18n.t('The page answers at its own host now.') }),
  })
  return (
    <FormLayout
      label={i18n.t('Own host')}
      onSubmit={() => (why ? undefined : change.run(undefined))}
      actions={
        <Row>
          <Button type="submit" size="small" why={why} pending={change.pending}>
            {i18n.t('Save host')}
          </Button>
        </Row>
      }
    >
      <Card
        title={i18n.t('Own host')}
        note={i18n.t(
          'Let its name lead to this server (CNAME), and let the proxy in front pass the name on and hold a certificate for it.',
        )}
      >
        <TextField
          label={i18n.t('Host')}
          hint={i18n.t('Such as status.example.com. Empty: the page is below Pitcrew’s own address only.')}
          optional
          value={said}
          onChange={setSaid}
          fault={change.problem?.of('domain')}
        />
        <FormProblem problem={change.problem} />
      </Card>
    </FormLayout>
  )
}
