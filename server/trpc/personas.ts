import {
  createPersona,
  deletePersona,
  getPersona,
  listPersonas,
  updatePersona,
} from '../domain/personas/personas.ts'
import { listVersions, rollBackPersona } from '../domain/personas/versions.ts'
import { getGoldenQuestions, setGoldenQuestions } from '../domain/rehearsals/golden-questions.ts'
import { publishPersona, testPersona } from '../domain/rehearsals/personas.ts'
import { mutation, query, router } from './init.ts'

export const personas = router({
  list: query(listPersonas),
  get: query(getPersona),
  create: mutation(createPersona),
  update: mutation(updatePersona),
  delete: mutation(deletePersona),
  test: mutation(testPersona),
  publish: mutation(publishPersona),
  versions: query(listVersions),
  rollBack: mutation(rollBackPersona),
  goldenQuestions: query(getGoldenQuestions),
  setGoldenQuestions: mutation(setGoldenQuestions),
})
