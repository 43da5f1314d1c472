import * as twitch from 'tinyhelix'
import { expect, it } from 'vitest'
import { setUp } from './stoppedFake.ts'

it('getContentClassificationLabels lists the labels that channels can have', async () => {
  const { ada, app } = setUp()
  const labels = await twitch.getContentClassificationLabels(app, { locale: 'de-DE' })
  expect(labels.map(({ id }) => id)).toEqual([
    'DebatedSocialIssuesAndPolitics',
    'DrugsIntoxication',
    'Gambling',
    'MatureGame',
    'ProfanityVulgarity',
    'SexualThemes',
    'ViolentGraphic',
  ])
  await twitch.modifyChannelInformation(ada, { content_classification_labels: [{ id: 'Gambling', is_enabled: true }] })
  await expect(twitch.getChannelInformation(ada, { broadcaster_id: '1001' })).resolves.toMatchObject([
    { content_classification_labels: ['Gambling'] },
  ])
})

it('a channel sets and removes its labels', async () => {
  const { ada } = setUp()
  const shown = async () => (await twitch.getChannelInformation(ada, { broadcaster_id: '1001' }))[0]
  const label = (is_enabled: boolean) =>
    twitch.modifyChannelInformation(ada, {
      content_classification_labels: [{ id: 'Gambling', is_enabled }],
      is_branded_content: is_enabled,
    })
  await label(true)
  await expect(shown()).resolves.toMatchObject({
    content_classification_labels: expect.arrayContaining(['Gambling']),
    is_branded_content: true,
  })
  await label(false)
  await expect(shown()).resolves.toMatchObject({
    content_classification_labels: expect.not.arrayContaining(['Gambling']),
    is_branded_content: false,
  })
})
