import type { Filled } from './random.ts'

/** A language with titles that its streams may have. */
export interface Language {
  readonly code: string
  readonly titles: Filled<string>
}

/** Languages of streams, the most spoken one first. */
export const languages: Filled<Language> = [
  {
    code: 'en',
    titles: [
      'First playthrough, be nice',
      'Chill stream and coffee',
      'Road to the top, day 12',
      'Building a thing that should not work',
      'Late night requests',
      'No mic today, chat decides',
      'We try the patch so that you need not',
      'Community games, all welcome',
      'Finishing the impossible level',
      'Sketching whatever you say',
      'Morning warm-up',
      'Testing the new set-up',
      'One more run, I promise',
      'Answering everything in chat',
    ],
  },
  {
    code: 'de',
    titles: ['Gemütlicher Abend mit euch', 'Wir bauen weiter', 'Erster Versuch, keine Gnade', 'Kaffee und Karten'],
  },
  {
    code: 'es',
    titles: ['Directo tranquilo, pasa y charla', 'Hoy sí que sí ganamos', 'Aprendiendo a perder con estilo'],
  },
  { code: 'fr', titles: ['On se pose et on discute', 'Dernier boss ce soir', 'Atelier dessin en direct'] },
  { code: 'pt', titles: ['Bora jogar com os inscritos', 'Noite de música e conversa', 'Começando do zero'] },
  { code: 'ja', titles: ['のんびり雑談', '初見プレイ、ネタバレ禁止', '作業配信'] },
  { code: 'ko', titles: ['편하게 놀다 가세요', '오늘은 꼭 깬다', '밤샘 방송'] },
  { code: 'it', titles: ['Serata tranquilla insieme', 'Si ricomincia da capo'] },
  { code: 'pl', titles: ['Spokojny wieczór', 'Gramy do skutku'] },
  { code: 'ru', titles: ['Спокойный вечер', 'Проходим впервые'] },
  { code: 'other', titles: ['Just music', 'No words, only drums'] },
]

/** Free tags that streams and channels carry. */
export const tags: Filled<string> = [
  'Cosy',
  'NoSpoilers',
  'FirstPlaythrough',
  'Speedrun',
  'Educational',
  'Handmade',
  'Vinyl',
  'Coop',
  'Strategy',
  'Retro',
  'FamilyFriendly',
  'Backseating',
  'Relaxed',
  'Chatty',
  'Synthesizers',
  'English',
  'Indie',
  'Watercolour',
]
