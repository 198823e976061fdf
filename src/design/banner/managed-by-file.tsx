/** Says where something is edited that a configuration file manages; nothing for what people made here. */
import { i18n } from '@lingui/core'
import { Banner } from './banner.tsx'

export function ManagedByFile({ path }: { readonly path: string | null | undefined }) {
  if (path === null || path === undefined) return null
  return (
    <Banner>{i18n.t('The configuration file {path} manages this. What is changed here lasts until it is applied again.', { path })}</Banner>
  )
}
