/** Ports for servers of tests and benches; of no test runner, so that both can ask. */
import net from 'node:net'

/** Below the ports that systems hand out by themselves, so that nobody else is given one of ours. */
const PORTS = { from: 20_000, to: 30_000 }
const PORT_TRIES_MAX = 50

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from))
    if (await isFree(port)) return port
  }
  throw new Error('no free port was found')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
