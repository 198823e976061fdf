/** Lets its holder see capacity, findings and audits. */
export const READ_RESOURCES = 'resources.findings.read'
/** Lets its holder make tasks of findings, dismiss them, and have them looked for now. */
export const WRITE_RESOURCES = 'resources.findings.write'
