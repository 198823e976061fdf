/** Why a figure is compared with the week before, or is not. */
export const COMPARISONS = ['compared', 'too_few', 'nothing_before'] as const
export type Comparison = (typeof COMPARISONS)[number]
