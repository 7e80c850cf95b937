import type { Logger } from 'pino'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string }

export type Mailer = {
  /** Hands a mail on, or throws: whoever sends from a job is asked again. */
  send(mail: Mail): Promise<void>
  close(): void
}

const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Sends over SMTP (RFC 5321). Without a server the mail is written to the log, which only development allows. */
export async function createMailer(
  { smtpUrl, mailFrom }: { smtpUrl: string | null; mailFrom: string },
  log: Logger,
): Promise<Mailer> {
  if (smtpUrl === null)
    return {
      async send({ to, subject, text }) {
        // body: what is named text never reaches the log
        log.info({ to, subject, body: text }, 'a mail that nobody sends: there is no SMTP_URL')
      },
      close() {},
    }
  // a start without a mail server need not load what speaks to one
  const { default: nodemailer } = await import('nodemailer')
  const transport = nodemailer.createTransport({ url: smtpUrl, pool: true, maxConnections: 2, ...limits })
  return {
    async send(mail) {
      await transport.sendMail({ from: mailFrom, ...mail })
    },
    close: () => transport.close(),
  }
}
