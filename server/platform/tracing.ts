import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

// spans of nobody unless an OpenTelemetry SDK was registered before the product was loaded; see docs/operating.md

const tracer = () => trace.getTracer('office16852')

type Attributes = Record<string, string | number>

/** Runs work in a span; what it throws marks the span. `traceparent` is that of the span, or null without an SDK. */
export async function inSpan<T>(
  name: string,
  { kind, attributes, after }: { kind: 'producer' | 'client'; attributes: Attributes; after?: string | null },
  work: (traceparent: string | null, span: Span) => Promise<T>,
): Promise<T> {
  const parent = after ? propagation.extract(ROOT_CONTEXT, { traceparent: after }) : context.active()
  const options = { kind: kind === 'producer' ? SpanKind.PRODUCER : SpanKind.CLIENT, attributes }
  return tracer().startActiveSpan(name, options, parent, async (span) => {
    try {
      const carrier: { traceparent?: string } = {}
      propagation.inject(context.active(), carrier)
      return await work(carrier.traceparent ?? null, span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) })
      throw error
    } finally {
      span.end()
    }
  })
}
