/** Keys and passwords that have the shape of real ones. Test data uses shapes that no vendor gives out. */
import type { SourceFile } from './tree.ts'

const SHAPES: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/,
  'an AWS key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  'a GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})\b/,
  'a GitLab token': /\bglpat-[\w-]{20}\b/,
  'a Slack token': /\bxox[abprs]-[\w-]{20,}\b/,
  'a Google key': /\bAIza[\w-]{35}\b/,
  'a Stripe key': /\b[rs]k_live_[A-Za-z0-9]{20,}\b/,
  'an npm token': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'a URL with a password': /\b[a-z]+:\/\/[^\s:@/'"`$]+:(?!password@|secret@|pass@|pw@)[^\s:@/'"`$]{8,}@/,
}

/** One sentence per find; the secret itself is not repeated. */
export function secretFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      Object.entries(SHAPES)
        .filter(([, shape]) => shape.test(line))
        .map(([what]) => `${path}:${index + 1}: looks like ${what}; revoke it if it is real`),
    ),
  )
}
