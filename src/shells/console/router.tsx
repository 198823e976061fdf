/** Makes routes of the pages that the parts contribute. Each page is a chunk of its own, fetched when its link is hovered. */
import type { ComponentType } from 'react'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, type AnyRoute } from '@tanstack/react-router'
import { text, type Search } from '#design/navigation/screen.ts'
import type { PartPage } from '#design/navigation/part.ts'
import { parts } from './features.ts'
import { CrashedPage, UnknownPage } from './frame/crashed.tsx'
import { guarded } from './frame/guarded.tsx'
import { SignedIn } from './frame/signed-in.tsx'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: UnknownPage,
  errorComponent: CrashedPage,
  validateSearch: (raw: Search) => ({ client: text(raw['client']), application: text(raw['application']) }),
})
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn })

function routeOf(page: PartPage, parent: AnyRoute): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path: page.screen.path,
    validateSearch: (raw: Search) => page.screen.search(raw) as Search,
    errorComponent: CrashedPage,
    component: lazyRouteComponent(async () => ({ Page: guarded(await page.load().catch(brokenPage), page.permission) }), 'Page'),
  })
}

/** A page whose file did not arrive says so in its place; the router's own answer would be to reload the tab. */
function brokenPage(error: unknown): ComponentType {
  return () => <CrashedPage error={error} />
}

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/_gallery',
  component: lazyRouteComponent(() => import('./gallery/gallery.tsx'), 'Gallery'),
})

export function createConsoleRouter() {
  const pages = parts.flatMap((part) => part.pages)
  const isOpen = (page: PartPage) => page.permission === null
  return createRouter({
    routeTree: root.addChildren([
      gallery,
      ...pages.filter(isOpen).map((page) => routeOf(page, root)),
      signedIn.addChildren(pages.filter((page) => !isOpen(page)).map((page) => routeOf(page, signedIn))),
    ]),
    // Plain addresses: everything in them is text, and screens read it through their own `search`.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
      const written = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()
      return written ? `?${written}` : ''
    },
    scrollRestoration: true,
    defaultPreloadStaleTime: 0,
  })
}
