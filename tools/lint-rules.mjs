/**
 * The rules of the house that no ready-made lint rule covers, as an oxlint plugin. Each is a few lines over the syntax tree;
 * tools/planted.test.ts plants a breach of each.
 */

/** Only platform/clock.ts reads the machine's clock, so that every decision can be simulated. */
const clock = (context) => ({
  CallExpression(node) {
    if (isMember(node.callee, 'Date', 'now'))
      context.report({ node, message: 'Take the injected clock: only platform/clock.ts reads the machine.' })
  },
  NewExpression(node) {
    if (node.callee.name === 'Date' && node.arguments.length === 0) {
      context.report({ node, message: 'Take the injected clock: only platform/clock.ts reads the machine.' })
    }
  },
})

/** A test that sleeps is slow when the machine is fast and fails when it is slow. */
const noSleepInTests = (context) => ({
  CallExpression(node) {
    const sleeps = node.callee.name === 'setTimeout' || node.callee.name === 'sleep'
    if (sleeps) context.report({ node, message: 'Tests do not sleep: use the simulated clock, or until() from test/support.' })
  },
  ImportDeclaration(node) {
    if (/^(node:)?timers\/promises$/.test(node.source.value)) {
      context.report({ node, message: 'Tests do not sleep: use the simulated clock, or until() from test/support.' })
    }
  },
})

const QUANTITIES = /^(timeout|interval|delay|duration|retention|ttl|latency|age|period|maxSize|sizeLimit|maxAge)$/

/** A number named `timeout` does not say whether it is seconds. */
const unitsInNames = (context) => {
  const check = (node, name, annotation) => {
    if (QUANTITIES.test(name ?? '') && annotation?.typeAnnotation?.type === 'TSNumberKeyword') {
      context.report({ node, message: `Say the unit last: ${name}Ms, ${name}Days, ${name}Bytes …` })
    }
  }
  return {
    TSPropertySignature: (node) => check(node, node.key.name, node.typeAnnotation),
    PropertyDefinition: (node) => check(node, node.key.name, node.typeAnnotation),
    Identifier: (node) => check(node, node.name, node.typeAnnotation),
  }
}

/** A decision returns a named reason; what it cannot decide is a value too. */
const domainDoesNotThrow = (context) => ({
  ThrowStatement(node) {
    context.report({ node, message: 'domain returns a result with a named reason; it does not throw.' })
  },
})

const isMember = (node, object, property) =>
  node.type === 'MemberExpression' && node.object.name === object && node.property.name === property

const isTest = (file) => /\.test\.tsx?$/.test(file)
const isSource = (file) => file.includes('/src/') && !isTest(file)

/** The rule, applied only to files whose path fits. */
const rule = (create, applies) => ({
  create: (context) => (applies(context.filename.replaceAll('\\', '/')) ? create(context) : {}),
})

export default {
  meta: { name: 'pitcrew' },
  rules: {
    clock: rule(clock, (file) => isSource(file) && !file.endsWith('/platform/clock.ts')),
    'no-sleep-in-tests': rule(noSleepInTests, (file) => isTest(file) || file.endsWith('/testing.ts')),
    'units-in-names': rule(unitsInNames, isSource),
    'domain-does-not-throw': rule(domainDoesNotThrow, (file) => isSource(file) && /\/domain(\/.*)?\.ts$/.test(file)),
  },
}
