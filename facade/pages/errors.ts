import { failures } from '../../server/failures.ts'
import { html, type Markup } from './html.ts'
import { type Frame, layout, productFooter, productHeader } from './layout.ts'

/** Every error code with what each face says: the page that the `type` of a problem names. */
export function errorsPage(frame: Frame): string {
  return layout(frame, {
    title: 'Error codes – Office 168/52',
    description: 'Every error code with its HTTP and gRPC status.',
    body: html`${productHeader(null)}
<main id="content">
  <header class="page-head">
    <h1>Error codes</h1>
    <p class="lead">Errors come as problems (RFC 9457). The code is stable and says what to do; the detail is for people. Retry only what has a Retry-After, with the same Idempotency-Key.</p>
  </header>
  <section class="prose">
    <div class="table-scroll"><table>
      <thead><tr><th scope="col">Code</th><th scope="col">Meaning</th><th scope="col">HTTP</th><th scope="col">gRPC</th></tr></thead>
      <tbody>${Object.entries(failures).map(([code, row]) => line(code, row))}</tbody>
    </table></div>
  </section>
</main>
${productFooter}`,
  })
}

const line = (code: string, { title, http, grpc }: { title: string; http: number; grpc: string }): Markup =>
  html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${title}</td><td>${String(http)}</td><td>${grpc}</td></tr>`
