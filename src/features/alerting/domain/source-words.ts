/** What is said of a rule that cannot be looked at as it is written. */
export const SOURCE_WORDS = {
  text: 'must have at most ten words',
  checkId: 'must be a check of this application',
  databaseId: 'must be a database of this application',
  expression: 'must give numbers: neither a range nor a text',
} as const
