/** Who has a saved view and who may change it. Pure. */

export const SHARINGS = ['personal', 'role', 'everyone'] as const
export type Sharing = (typeof SHARINGS)[number]

export const NAME_LENGTH_MAX = 80
export const COLUMNS_MAX = 20
/** Views of one person and kind; a list of more is no help. */
export const VIEWS_MAX = 100

export interface Shared {
  readonly ownerId: string
  readonly shared: Sharing
  /** Of `shared: 'role'`. */
  readonly role: string | null
}

/** Who looks, with the roles that they hold anywhere. */
export interface Viewer {
  readonly personId: string
  readonly roles: readonly string[]
  /** Holds the permission to share with others. */
  readonly mayShare: boolean
}

/** Whether the viewer has the view in their list. */
export function isShown(view: Shared, { personId, roles }: Viewer): boolean {
  if (view.ownerId === personId || view.shared === 'everyone') return true
  return view.shared === 'role' && view.role !== null && roles.includes(view.role)
}

export type ChangeReason = 'own' | 'sharer' | 'not_shown' | 'not_yours' | 'may_not_share'

/**
 * Whether the viewer may change a view into another (null: delete it).
 *
 * | reason | allowed | |
 * |---|---|---|
 * | own | yes | their own view |
 * | sharer | yes | a shared view, and they may share |
 * | not_shown | no | they do not have it: it is as if it were not there |
 * | not_yours | no | shared with them by somebody else |
 * | may_not_share | no | they may not share with others |
 */
export function judgeChange(view: Shared, next: Pick<Shared, 'shared'> | null, viewer: Viewer): { allowed: boolean; reason: ChangeReason } {
  if (!isShown(view, viewer)) return { allowed: false, reason: 'not_shown' }
  if (next !== null && next.shared !== 'personal' && next.shared !== view.shared && !viewer.mayShare)
    return { allowed: false, reason: 'may_not_share' }
  if (view.ownerId === viewer.personId) return { allowed: true, reason: 'own' }
  return viewer.mayShare ? { allowed: true, reason: 'sharer' } : { allowed: false, reason: 'not_yours' }
}
