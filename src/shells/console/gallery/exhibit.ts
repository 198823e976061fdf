/** One entry of the gallery. */
import type { ReactNode } from 'react'

export interface Exhibit {
  readonly title: string
  readonly show: () => ReactNode
}
