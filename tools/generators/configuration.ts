/** docs/operate/configuration.md: every environment variable, from the table the program itself reads by. */
import { variables, type Variable } from '#platform/config/variables.ts'

/** The page as text. */
export function configurationPage(): string {
  return [
    '# Configuration',
    '',
    'Written by `npm run generate`. Pitcrew reads its configuration once, from the environment, and names all faults at once before it starts anything.',
    'A variable marked "or file" may hold a secret: it is never shown, and `<NAME>_FILE` may name a file that holds it instead.',
    '',
    ...Object.entries<Variable>(variables).flatMap(([name, { about, expects, secret }]) => [
      `## ${name}${secret ? ' (or file)' : ''}`,
      '',
      about,
      '',
      `It must be ${expects}.`,
      '',
    ]),
  ].join('\n')
}
