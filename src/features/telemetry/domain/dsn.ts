/**
 * DSNs: one address in which Sentry's clients want everything, `https://<key>@<host>/sentry/<project>`
 * (https://develop.sentry.dev/sdk/foundations/transport/authentication/). The key belongs to one write-only key and opens the intake
 * of errors only. Clients insist on a project that is a number; here it names the environment, so that a DSN that was put together
 * from two others is found out.
 */

/** The last 48 bits of the environment's UUID; all of them fit into a number. */
export function projectOf(environmentId: string): string {
  return String(Number.parseInt(environmentId.slice(-12), 16))
}

/** `publicUrl` is absolute, without a slash at its end. */
export function dsnOf(publicUrl: string, { dsnKey, environmentId }: { readonly dsnKey: string; readonly environmentId: string }): string {
  return `${publicUrl.replace('://', `://${dsnKey}@`)}/sentry/${projectOf(environmentId)}`
}
