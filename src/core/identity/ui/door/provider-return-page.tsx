/** Where the sign-in provider sends browsers back to: finishes what was begun, and goes on to where one was. */
import { useEffect, useRef } from 'react'
import { i18n } from '@lingui/core'
import { Door } from '#design/door/door.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { FormProblem } from '#design/states/states.tsx'
import { ownPath } from '../../domain/own-path.ts'
import { useIdentity } from '../client.ts'
import { useEnter } from './joined.ts'

export function ProviderReturnPage() {
  const identity = useIdentity()
  const enter = useEnter()
  const finish = useWrite((query: string) => identity.call('finishProviderSignIn', { body: { query } }), {
    touches: [],
    done: (answer) => enter(answer.me, ownPath(answer.return)),
  })
  const { run } = finish
  const begun = useRef(false)
  useEffect(() => {
    // The code works once: drawing the page twice must not send it twice.
    if (begun.current) return
    begun.current = true
    run(location.search.slice(1))
  }, [run])
  if (!finish.problem) {
    return (
      <Door title={i18n.t('Signing in…')}>
        <SkeletonRows rows={2} />
      </Door>
    )
  }
  return (
    <Door title={i18n.t('You are not signed in')}>
      <FormProblem problem={finish.problem} />
      <ButtonLink to="/sign-in">{i18n.t('Back to sign-in')}</ButtonLink>
    </Door>
  )
}
