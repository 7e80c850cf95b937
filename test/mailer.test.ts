import * as assert from 'uvu/assert'
import { createLog } from '../server/platform/log.ts'
import { createMailer } from '../server/platform/mailer.ts'
import { suite } from './support/suite.ts'

const test = suite('mailer')

test('without a mail server the link is in the log, for whoever develops', async () => {
  let logged = ''
  const log = createLog('info', {
    write: (line) => {
      logged += line
    },
  })
  const mailer = await createMailer({ smtpUrl: null, mailFrom: 'x@example.com' }, log)
  await mailer.send({
    to: 'ana@example.com',
    subject: 'Choose',
    text: 'Open http://localhost:8652/account/reset#abc',
  })
  mailer.close()
  assert.match(logged, 'http://localhost:8652/account/reset#abc')
  assert.match(logged, 'ana@example.com')
})

test.run()
