/** The picture of a page: it is there as soon as it is chosen, without saving the rest. */
import { useRef } from 'react'
import { ImageUp } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type StatusPage, TOUCHES, useStatusPages } from './client.ts'
import styles from './statuspage.module.css'

export function LogoCard({ page }: { readonly page: StatusPage }) {
  const pages = useStatusPages()
  const input = useRef<HTMLInputElement>(null)
  const why = useWhyNot()('statuspage.pages.write')
  const params = { id: page.id }
  const change = useWrite((upload: File) => pages.call('changeLogo', { params, upload }), { touches: TOUCHES })
  const remove = useWrite(() => pages.call('removeLogo', { params }), { touches: TOUCHES })
  return (
    <Card
      title={i18n.t('Logo')}
      note={i18n.t('PNG, JPEG, WebP or SVG of at most 64 KiB; it stands before the name and in the browser’s tab.')}
    >
      {page.logo ? <img className={styles['logo']} src={page.logo} alt={i18n.t('Logo')} /> : null}
      <Row>
        <Button size="small" icon={<ImageUp aria-hidden />} why={why} pending={change.pending} onClick={() => input.current?.click()}>
          {i18n.t('Choose logo')}
        </Button>
        {page.logo ? (
          <Button size="small" why={why} pending={remove.pending} onClick={() => remove.run(undefined)}>
            {i18n.t('Remove logo')}
          </Button>
        ) : null}
        <input
          ref={input}
          type="file"
          hidden
          accept=".png,.jpg,.jpeg,.webp,.svg"
          aria-label={i18n.t('Choose logo')}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) change.run(file)
            // The same file may be chosen again.
            target.value = ''
          }}
        />
      </Row>
      <FormProblem problem={change.problem ?? remove.problem} />
    </Card>
  )
}
