/** The closed lists and bounds of decisions. */

/**
 * | state | what it means | leads to |
 * |---|---|---|
 * | open | views are collected, nothing is decided | decided |
 * | decided | the outcome stands, with its reason | open (asked anew), superseded |
 * | superseded | another decision took its place; it is kept as it was | decided (the other one was wrong) |
 */
export const DECISION_STATES = ['open', 'decided', 'superseded'] as const
export type DecisionState = (typeof DECISION_STATES)[number]

/** The sides that look at a question. */
export const SIDES = ['development', 'support', 'qa', 'project_management'] as const
export type Side = (typeof SIDES)[number]

/** As in titles of records. */
export const QUESTION_LENGTH_MAX = 300
/** About eight pages; longer things are files. */
export const TEXT_LENGTH_MAX = 20_000
export const OPTION_TITLE_LENGTH_MAX = 200
/** Nobody weighs more. */
export const OPTIONS_MAX = 12
/** Each side, and several people of each. */
export const VIEWS_MAX = 40

export interface Option {
  readonly title: string
  /** Markdown. */
  readonly text: string
}
