/** A link inside the console, or out of it. Hovering fetches what the page behind it needs. */
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { useLocation, useRouter } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { keepScope } from '../navigation/scope.ts'
import styles from './link.module.css'

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href' | 'children'> {
  /** An address made by `href`. */
  readonly to: string
  readonly children: ReactNode
  /** Without underline or colour, for rows and cards that are links as a whole. */
  readonly bare?: boolean
  /** Takes the place of this page in the history, so that Back leaves it. */
  readonly replace?: boolean
}

/** Own rather than the router's, which marks every link whose address begins like the page's as the current one. */
export function Link({ to, children, bare, replace, className, ...rest }: LinkProps) {
  const router = useRouter()
  const { history } = router
  const address = keepScope(to, useLocation({ select: (location) => location.searchStr }))
  const prepare = () => {
    const { pathname, searchParams } = new URL(address, location.origin)
    // Only a head start: the click tries again and reports.
    router.preloadRoute({ to: pathname, search: Object.fromEntries(searchParams) } as never).catch(() => undefined)
  }
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event)
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
    if (event.defaultPrevented || elsewhere) return
    event.preventDefault()
    if (replace) history.replace(address)
    else history.push(address)
  }
  return (
    <a
      {...rest}
      href={address}
      onClick={follow}
      onMouseEnter={prepare}
      onFocus={prepare}
      className={cx(bare ? styles['bare'] : styles['link'], className)}
    >
      {children}
    </a>
  )
}

/** Opens in a new tab and says so. */
export function OutwardLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className={cx(styles['link'], styles['outward'])}>
      <span>{children}</span>
      <ExternalLink aria-label={i18n.t('opens in a new tab')} />
    </a>
  )
}

/** A link that looks like a button. */
export function ButtonLink({
  to,
  children,
  kind = 'secondary',
  icon,
}: LinkProps & { readonly kind?: 'primary' | 'secondary'; readonly icon?: ReactNode }) {
  return (
    <Link to={to} bare className={cx(styles['button'], styles[kind])}>
      {icon}
      {children}
    </Link>
  )
}
