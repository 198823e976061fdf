/** Every dependency has its reason in docs/decisions/0002-dependencies.md, and every version is exact. */
import type { SourceFile } from './tree.ts'

const TABLE = 'docs/decisions/0002-dependencies.md'

type Manifest = Readonly<Record<'dependencies' | 'optionalDependencies' | 'devDependencies', Readonly<Record<string, string>> | undefined>>

/** One sentence per dependency without a reason or with a range, and per reason without a dependency. */
export function dependencyFaults(files: readonly SourceFile[]): readonly string[] {
  const manifest = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}') as Manifest
  const installed = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies }
  const reasons = [...(files.find(({ path }) => path === TABLE)?.text.matchAll(/^\| `([^`]+)` \|/gm) ?? [])].map(([, name]) => name ?? '')
  return [
    ...Object.keys(installed)
      .filter((name) => !reasons.includes(name))
      .map((name) => `${TABLE}: ${name} has no reason`),
    ...reasons.filter((name) => !(name in installed)).map((name) => `${TABLE}: ${name} is not a dependency`),
    ...Object.entries(installed)
      .filter(([, version]) => !/^(npm:\w+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${name}@${version} is not an exact version`),
  ]
}
