import {
  type ContentClassificationLabel,
  getContentClassificationLabels,
} from '../../endpoints/ccls/getContentClassificationLabels.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import type { Feature } from './feature.ts'

/** The names are Twitch's. The fake describes them in English for every language. */
const labels: readonly ContentClassificationLabel[] = [
  {
    id: 'DebatedSocialIssuesAndPolitics',
    name: 'Politics and Sensitive Social Issues',
    description: 'Talk that takes sides on elections, rights, wars and the like.',
  },
  {
    id: 'DrugsIntoxication',
    name: 'Drugs, Intoxication, or Excessive Tobacco Use',
    description: 'Being drunk or high, and talk that praises it.',
  },
  { id: 'Gambling', name: 'Gambling', description: 'Bets and games that real money is won or lost in.' },
  { id: 'MatureGame', name: 'Mature-rated game', description: 'A game that is rated for adults.' },
  {
    id: 'ProfanityVulgarity',
    name: 'Significant Profanity or Vulgarity',
    description: 'Swearing that does not stop.',
  },
  { id: 'SexualThemes', name: 'Sexual Themes', description: 'Talk, clothes or acts that are about sex.' },
  {
    id: 'ViolentGraphic',
    name: 'Violent and Graphic Depictions',
    description: 'Gore, injuries and deaths that look real.',
  },
]

export const contentLabels: Feature = [route(getContentClassificationLabels, () => data(labels))]
