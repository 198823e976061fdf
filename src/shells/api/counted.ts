/** Sends a request by XMLHttpRequest: fetch does not tell how much of a body has left. */

export interface CountedRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Blob
  readonly signal?: AbortSignal
  /** Called with the bytes that have left so far. */
  readonly onSent: (bytes: number) => void
}

/** Answers and rejects as fetch does. */
export function sendCounted(url: string, { method, headers, body, signal, onSent }: CountedRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    request.addEventListener('load', () => resolve(answerOf(request)))
    request.addEventListener('error', () => reject(new TypeError('the request failed')))
    request.addEventListener('abort', () => reject(new DOMException('The upload was given up.', 'AbortError')))
    signal?.addEventListener('abort', () => request.abort())
    if (signal?.aborted) request.abort()
    else request.send(body)
  })
}

function answerOf(request: XMLHttpRequest): Response {
  const lines = request.getAllResponseHeaders().trim().split(/\r\n/)
  const headers = lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
  return new Response(request.status === 204 ? null : request.responseText, { status: request.status, headers })
}
