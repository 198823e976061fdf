/** What all doors do once open: the answer is who one is, and the console starts with it. */
import { useQueryClient } from '@tanstack/react-query'
import { useGo } from '#design/navigation/screen.ts'

export function useEnter(): (me: unknown, to?: string) => void {
  const go = useGo()
  const queries = useQueryClient()
  return (me, to = '/') => {
    queries.clear()
    queries.setQueryData(['identity', 'me', {}], me)
    go(to, { replace: true })
  }
}

/** The token stands behind the # of the link, which browsers send to nobody. */
export function tokenOfLink(): string {
  return location.hash.slice(1)
}
