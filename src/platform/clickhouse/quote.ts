/** Texts and names as ClickHouse writes them. Values belong into parameters; this is for what cannot be one. */

/** A text with its quotes; any character may be in it. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** A name of a database, table or column, in backticks. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}
