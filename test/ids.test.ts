import * as assert from 'uvu/assert'
import { z } from 'zod'
import { findUuid, newUuid, publicId } from '../server/platform/ids.ts'
import { suite } from './support/suite.ts'

const test = suite('ids')

test('a hundred thousand new ids are UUIDv7, different and in order', () => {
  let before = ''
  for (let i = 0; i < 100_000; i++) {
    const id = newUuid()
    assert.ok(id > before, `${id} after ${before}`)
    before = id
  }
  assert.ok(z.uuidv7().safeParse(before).success)
  const madeMs = Number.parseInt(before.replaceAll('-', '').slice(0, 12), 16)
  assert.ok(Math.abs(madeMs - Date.now()) < 60_000)
})

test('a public id carries its UUID and its kind', () => {
  const uuid = newUuid()
  assert.is(findUuid('conv', publicId('conv', uuid)), uuid)
  assert.is(findUuid('msg', publicId('conv', uuid)), null)
  assert.is(findUuid('conv', 'conv_zzzzzzzzzzzzzzzzzzzzzzzzzz'), null)
})

test.run()
