/** Whose rules: those of an application assign to its environments, those of a client to the environments of its applications. */
export const OWNER_KINDS = ['application', 'client'] as const

export interface Owner {
  readonly kind: (typeof OWNER_KINDS)[number]
  /** UUID */
  readonly id: string
}
