import { z } from 'zod'
import { file, Language } from '../contract.ts'
import { NewTurn } from '../conversations/contract.ts'

/** The largest recording, in bytes, and the longest. Source: the contract, §1; docs/decisions/0028. */
export const mostAudioBytes = 10_000_000
export const mostAudioMs = 120_000

export const NewRecording = z
  .strictObject({
    audio: file(mostAudioBytes).meta({
      description: `webm, ogg, mp4, mp3 or wav of at most ${mostAudioMs / 1_000} s, as multipart/form-data with the fields audio and session_id; what it is, its bytes say`,
    }),
    session_id: NewTurn.shape.session_id,
  })
  .meta({
    examples: [
      {
        audio: { name: 'speech.webm', data: 'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibQ==' },
        session_id: '3f0e8a52-6b1e-4a53-9f0c-52d7a2b8a5d1',
      },
    ],
  })

export const Transcript = z
  .object({
    text: z.string().meta({
      description: 'What was said, as a message may be sent; empty where nothing was',
    }),
    language: Language.nullable().meta({ description: 'null where the provider does not tell' }),
    durationMs: z.int().meta({ description: 'How long the recording is' }),
  })
  .meta({
    id: 'Transcript',
    description: 'A recording, written down; nothing of it is kept or sent on',
    examples: [{ text: 'How much is a check-up?', language: 'en', durationMs: 1_840 }],
  })
