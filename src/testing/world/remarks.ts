import type { Filled } from './random.ts'

/** Texts of chat messages. */
export const remarks: Filled<string> = [
  'Hello everyone!',
  'That was close',
  'Do it once more!',
  'The lighthouse again?',
  'This song is great',
  'No way',
  'Good evening from the other side of the world',
  'What did I miss?',
  'I have been waiting for this all week',
  'Who wrote this level',
  'Left! Your other left!',
  'How long have you been at this?',
]
