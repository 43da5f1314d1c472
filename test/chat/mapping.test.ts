import { describe, expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { joinedChat } from './scriptedChat.ts'

/** A message with these tags in addition to those of every message. */
const privmsg = (tags: string, text: string, channel = 'dallas') =>
  `@badge-info=;badges=;color=;display-name=Ronni;emotes=;id=m1;room-id=12345678;tmi-sent-ts=1777636900000;user-id=87654321;${tags} :ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #${channel} :${text}`

const notice = (tags: string, text: string | null = null) =>
  `@badge-info=;badges=;color=#008000;display-name=Ronni;emotes=;id=n1;login=ronni;room-id=12345678;tmi-sent-ts=1777636900000;user-id=87654321;system-msg=Hello\\sall;${tags} :tmi.twitch.tv USERNOTICE #dallas${text === null ? '' : ` :${text}`}`

const text = (piece: string) => ({ type: 'text', text: piece, emote: null, cheermote: null, mention: null })
const emote = (name: string, id: string) => ({
  ...text(name),
  type: 'emote',
  emote: { id, emote_set_id: '', owner_id: '', format: ['static'] },
})
const cheer = (piece: string, prefix: string, bits: number, tier: number) => ({
  ...text(piece),
  type: 'cheermote',
  cheermote: { prefix, bits, tier },
})

const one = async (line: string) => {
  const { tell } = await joinedChat()
  const [told, ...more] = tell(line)
  expect(more).toEqual([])
  if (!told) throw new Error(`nothing was told of ${line}`)
  return told
}

describe('PRIVMSG is a chat message', () => {
  it('with all its fields, as in Twitch’s guide', async () => {
    const { tell } = await joinedChat('ronni')
    const [told] = tell(
      '@badge-info=subscriber/8;badges=turbo/1,subscriber/6;client-nonce=997dcf443c31e258c1d32a8da47b6936;color=#0D4200;display-name=Ronni;emotes=25:0-4,12-16/1902:6-10;first-msg=0;flags=0-6:S.7;id=b34ccfc7-4977-403a-8a94-33c6bac34fb8;mod=0;room-id=1337;subscriber=0;tmi-sent-ts=1507246572675;turbo=1;user-id=1338;user-type=global_mod :ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #ronni :Kappa Keepo Kappa',
    )
    expect(told?.meta).toEqual({
      id: 'b34ccfc7-4977-403a-8a94-33c6bac34fb8',
      timestamp: '2017-10-05T23:36:12.675Z',
      subscription: {
        id: '',
        type: 'channel.chat.message',
        version: '1',
        condition: { broadcaster_user_id: '12345678' },
      },
    })
    expect(told?.event).toEqual({
      broadcaster_user_id: '12345678',
      broadcaster_user_login: 'ronni',
      broadcaster_user_name: 'ronni',
      chatter_user_id: '1338',
      chatter_user_login: 'ronni',
      chatter_user_name: 'Ronni',
      message_id: 'b34ccfc7-4977-403a-8a94-33c6bac34fb8',
      message: {
        text: 'Kappa Keepo Kappa',
        fragments: [emote('Kappa', '25'), text(' '), emote('Keepo', '1902'), text(' '), emote('Kappa', '25')],
      },
      message_type: 'text',
      badges: [
        { set_id: 'turbo', id: '1', info: '' },
        { set_id: 'subscriber', id: '6', info: '8' },
      ],
      cheer: null,
      color: '#0D4200',
      reply: null,
      channel_points_custom_reward_id: null,
      source_broadcaster_user_id: null,
      source_broadcaster_user_login: null,
      source_broadcaster_user_name: null,
      source_message_id: null,
      source_badges: null,
      is_source_only: null,
      channel_points_animation_id: null,
      is_first_message: false,
      is_returning_chatter: false,
    })
  })

  it.each([
    ['plain text', '', 'Hello, chat!', [text('Hello, chat!')]],
    [
      'emotes after an emoji, whose places count code points',
      'emotes=25:2-6',
      '😀 Kappa',
      [text('😀 '), emote('Kappa', '25')],
    ],
    [
      'an emote beside a lone surrogate',
      'emotes=25:2-6',
      '\ud800 Kappa!',
      [text('\ud800 '), emote('Kappa', '25'), text('!')],
    ],
    [
      'emotes in any order',
      'emotes=2:6-6/1:0-0,3-3',
      'a  b  c',
      [emote('a', '1'), text('  '), emote('b', '1'), text('  '), emote('c', '2')],
    ],
    ['a long emote id', 'emotes=emotesv2_abc123:0-1', 'hi', [emote('hi', 'emotesv2_abc123')]],
    ['places that make no sense', 'emotes=25:5-2/26:-1-3/27:900-905/28:x-y/29:/:/30', 'Kappa', [text('Kappa')]],
    ['places that overlap', 'emotes=1:0-4/2:3-6/3:5-6', 'abcdefgh', [emote('abcde', '1'), emote('fg', '3'), text('h')]],
    ['a cheer', 'bits=100', 'cheer100', [cheer('cheer100', 'cheer', 100, 100)]],
    [
      'two cheers',
      'bits=2',
      'Cheer1 Cheer1',
      [cheer('Cheer1', 'Cheer', 1, 1), text(' '), cheer('Cheer1', 'Cheer', 1, 1)],
    ],
    [
      'a cheer with a number in its name',
      'bits=5000',
      '4Head5000 wow',
      [cheer('4Head5000', '4Head', 5000, 5000), text(' wow')],
    ],
    [
      'cheers of all tiers',
      'bits=16298',
      'a99 a100 a1000 a5000 a9999 a100',
      [
        cheer('a99', 'a', 99, 1),
        text(' '),
        cheer('a100', 'a', 100, 100),
        text(' '),
        cheer('a1000', 'a', 1000, 1000),
        text(' '),
        cheer('a5000', 'a', 5000, 5000),
        text(' '),
        cheer('a9999', 'a', 9999, 5000),
        text(' '),
        cheer('a100', 'a', 100, 100),
      ],
    ],
    [
      'words that look like cheers but do not add up',
      'bits=100',
      'covid19 Cheer100',
      [text('covid19 '), cheer('Cheer100', 'Cheer', 100, 100)],
    ],
    ['Bits that no words add up to', 'bits=50', 'Cheer100 hello1', [text('Cheer100 hello1')]],
    ['words like cheers without Bits', '', 'covid19', [text('covid19')]],
    [
      'a cheer beside an emote',
      'bits=10;emotes=25:8-12',
      'Cheer10 Kappa',
      [cheer('Cheer10', 'Cheer', 10, 1), text(' '), emote('Kappa', '25')],
    ],
    ['a mention, which stays text', '', 'hi @ada', [text('hi @ada')]],
    ['nothing', '', '', []],
    [
      'a GIF',
      'gifs=6-10|abc|https://media.giphy.com/abc.gif?a=1,2|3',
      'Kappa [gif]',
      [
        text('Kappa '),
        { ...text('[gif]'), type: 'gif', gif: { gif_id: 'abc', url: 'https://media.giphy.com/abc.gif?a=1,2|3' } },
      ],
    ],
    [
      'two GIFs and an emote',
      'emotes=25:4-8;gifs=10-12|b|https://b,0-2|a|https://a',
      '[a] Kappa [b]',
      [
        { ...text('[a]'), type: 'gif', gif: { gif_id: 'a', url: 'https://a' } },
        text(' '),
        emote('Kappa', '25'),
        text(' '),
        { ...text('[b]'), type: 'gif', gif: { gif_id: 'b', url: 'https://b' } },
      ],
    ],
  ])('in pieces: %s', async (_, tags, typed, fragments) => {
    const { event } = await one(privmsg(tags, typed))
    expect(event['message']).toEqual({ text: typed, fragments })
  })

  it('of an action keeps its control characters in the text, not in the pieces, and places do not count them', async () => {
    const { event } = await one(privmsg('emotes=25:7-11', '\u0001ACTION dances Kappa\u0001'))
    expect(event['message']).toEqual({
      text: '\u0001ACTION dances Kappa\u0001',
      fragments: [text('dances '), emote('Kappa', '25')],
    })
  })

  it.each([
    ['', 'text'],
    ['msg-id=highlighted-message', 'channel_points_highlighted'],
    ['msg-id=skip-subs-mode-message', 'channel_points_sub_only'],
    ['msg-id=user-intro', 'user_intro'],
    ['msg-id=animated-message;animation-id=simmer', 'power_ups_message_effect'],
    ['msg-id=gigantified-emote-message', 'power_ups_gigantified_emote'],
    ['msg-id=constructor', 'text'],
  ])('with the tag "%s" is of type %s', async (tags, type) => {
    const { event } = await one(privmsg(tags, 'hi'))
    expect(event['message_type']).toBe(type)
    expect(event['channel_points_animation_id']).toBe(tags.includes('simmer') ? 'simmer' : null)
  })

  it('has its Bits, its reward, and whether it is the first', async () => {
    const { event } = await one(privmsg('bits=100;custom-reward-id=abc;first-msg=1;returning-chatter=1', 'cheer100'))
    expect(event).toMatchObject({
      cheer: { bits: 100 },
      channel_points_custom_reward_id: 'abc',
      is_first_message: true,
      is_returning_chatter: true,
    })
  })

  it('has the message that it answers', async () => {
    const parent =
      'reply-parent-display-name=Ada;reply-parent-msg-body=2+2=5\\:\\srespect;reply-parent-msg-id=p1;reply-parent-user-id=1;reply-parent-user-login=ada'
    const answered = {
      parent_message_id: 'p1',
      parent_message_body: '2+2=5; respect',
      parent_user_id: '1',
      parent_user_login: 'ada',
      parent_user_name: 'Ada',
    }
    const thread =
      'reply-thread-parent-msg-id=t1;reply-thread-parent-user-id=2;reply-thread-parent-user-login=bob;reply-thread-parent-display-name=Bob'
    expect((await one(privmsg(`${parent};${thread}`, '@Ada no'))).event['reply']).toEqual({
      ...answered,
      thread_message_id: 't1',
      thread_user_id: '2',
      thread_user_login: 'bob',
      thread_user_name: 'Bob',
    })
    // The guide lists only two tags of the thread.
    const short = 'reply-thread-parent-msg-id=t1;reply-thread-parent-user-login=bob'
    expect((await one(privmsg(`${parent};${short}`, '@Ada no'))).event['reply']).toEqual({
      ...answered,
      thread_message_id: 't1',
      thread_user_id: '',
      thread_user_login: 'bob',
      thread_user_name: 'bob',
    })
    expect((await one(privmsg(parent, '@Ada no'))).event['reply']).toMatchObject({
      thread_message_id: 'p1',
      thread_user_name: 'Ada',
    })
  })

  it('has the channel of a shared chat that it comes from, and its badges there', async () => {
    const { event } = await one(
      privmsg(
        'source-badge-info=subscriber/16;source-badges=subscriber/12,moderator/1;source-id=s1;source-only=0;source-room-id=92038375',
        'hi',
      ),
    )
    expect(event).toMatchObject({
      source_broadcaster_user_id: '92038375',
      source_broadcaster_user_login: '',
      source_broadcaster_user_name: '',
      source_message_id: 's1',
      source_badges: [
        { set_id: 'subscriber', id: '12', info: '16' },
        { set_id: 'moderator', id: '1', info: '' },
      ],
      is_source_only: false,
    })
    const own = await one(privmsg('source-id=m1;source-only=1;source-room-id=12345678;source-badges=vip/1', 'hi'))
    expect(own.event).toMatchObject({
      source_broadcaster_user_id: null,
      source_message_id: null,
      source_badges: null,
      is_source_only: true,
    })
  })

  it('without tags has what the line says', async () => {
    const { event, meta } = await one(':ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #dallas :Hello, chat!')
    expect(event).toMatchObject({
      chatter_user_id: '',
      chatter_user_login: 'ronni',
      chatter_user_name: 'ronni',
      message_id: '',
      broadcaster_user_id: '12345678',
      color: '',
      badges: [],
    })
    expect(meta.timestamp).toBe('2026-05-01T12:00:00.000Z')
  })

  it('names the channel by its login, until its owner writes', async () => {
    const { tell } = await joinedChat()
    const nameIn = (line: string) => tell(line)[0]?.event['broadcaster_user_name']
    expect(nameIn(privmsg('', 'hi'))).toBe('dallas')
    expect(nameIn(privmsg('user-id=12345678;display-name=DALLAS', 'I am it'))).toBe('DALLAS')
    expect(nameIn(privmsg('', 'hi'))).toBe('DALLAS')
  })
})

describe('USERNOTICE is a notice', () => {
  it.each([
    [
      'sub',
      'msg-param-sub-plan=2000;msg-param-cumulative-months=1',
      'sub',
      { sub_tier: '2000', is_prime: false, duration_months: 1 },
    ],
    [
      'sub',
      'msg-param-sub-plan=Prime;msg-param-multimonth-duration=0',
      'sub',
      { sub_tier: '1000', is_prime: true, duration_months: 1 },
    ],
    [
      'resub',
      'msg-param-cumulative-months=6;msg-param-streak-months=2;msg-param-should-share-streak=1;msg-param-sub-plan=Prime;msg-param-sub-plan-name=Prime',
      'resub',
      {
        cumulative_months: 6,
        duration_months: 1,
        streak_months: 2,
        sub_tier: '1000',
        is_prime: true,
        is_gift: false,
        gifter_is_anonymous: null,
        gifter_user_id: null,
        gifter_user_login: null,
        gifter_user_name: null,
      },
    ],
    [
      'resub',
      'msg-param-anon-gift=false;msg-param-cumulative-months=3;msg-param-multimonth-duration=3;msg-param-gifter-id=12;msg-param-gifter-login=alay;msg-param-gifter-name=Alay;msg-param-should-share-streak=0;msg-param-streak-months=0;msg-param-sub-plan=1000;msg-param-was-gifted=true',
      'resub',
      {
        cumulative_months: 3,
        duration_months: 3,
        streak_months: null,
        sub_tier: '1000',
        is_prime: false,
        is_gift: true,
        gifter_is_anonymous: false,
        gifter_user_id: '12',
        gifter_user_login: 'alay',
        gifter_user_name: 'Alay',
      },
    ],
    [
      'resub',
      'msg-param-anon-gift=true;msg-param-cumulative-months=3;msg-param-sub-plan=1000;msg-param-was-gifted=true',
      'resub',
      {
        cumulative_months: 3,
        duration_months: 1,
        streak_months: null,
        sub_tier: '1000',
        is_prime: false,
        is_gift: true,
        gifter_is_anonymous: true,
        gifter_user_id: null,
        gifter_user_login: null,
        gifter_user_name: null,
      },
    ],
    [
      'subgift',
      'msg-param-months=1;msg-param-gift-months=6;msg-param-recipient-display-name=Mr_Woodchuck;msg-param-recipient-id=55554444;msg-param-recipient-user-name=mr_woodchuck;msg-param-sender-count=3;msg-param-sub-plan=1000',
      'sub_gift',
      {
        duration_months: 6,
        cumulative_total: 3,
        recipient_user_id: '55554444',
        recipient_user_login: 'mr_woodchuck',
        recipient_user_name: 'Mr_Woodchuck',
        sub_tier: '1000',
        community_gift_id: null,
      },
    ],
    // As the guide's example names the receiver.
    [
      'subgift',
      'msg-param-months=1;msg-param-recipient-display-name=Mr_Woodchuck;msg-param-recipient-id=55554444;msg-param-recipient-name=mr_woodchuck;msg-param-sender-count=0;msg-param-community-gift-id=77;msg-param-sub-plan=1000',
      'sub_gift',
      {
        duration_months: 1,
        cumulative_total: null,
        recipient_user_id: '55554444',
        recipient_user_login: 'mr_woodchuck',
        recipient_user_name: 'Mr_Woodchuck',
        sub_tier: '1000',
        community_gift_id: '77',
      },
    ],
    [
      'submysterygift',
      'msg-param-community-gift-id=77;msg-param-mass-gift-count=20;msg-param-origin-id=ce\\s08;msg-param-sender-count=650;msg-param-sub-plan=3000',
      'community_sub_gift',
      {
        id: '77',
        total: 20,
        sub_tier: '3000',
        cumulative_total: 650,
      },
    ],
    [
      'submysterygift',
      'msg-param-mass-gift-count=1;msg-param-origin-id=ce\\s08;msg-param-sub-plan=1000',
      'community_sub_gift',
      {
        id: 'ce 08',
        total: 1,
        sub_tier: '1000',
        cumulative_total: null,
      },
    ],
    [
      'giftpaidupgrade',
      'msg-param-sender-login=wetorp;msg-param-sender-name=Wetorp',
      'gift_paid_upgrade',
      {
        gifter_is_anonymous: false,
        gifter_user_id: '',
        gifter_user_login: 'wetorp',
        gifter_user_name: 'Wetorp',
      },
    ],
    [
      'anongiftpaidupgrade',
      '',
      'gift_paid_upgrade',
      {
        gifter_is_anonymous: true,
        gifter_user_id: null,
        gifter_user_login: null,
        gifter_user_name: null,
      },
    ],
    ['primepaidupgrade', 'msg-param-sub-plan=1000', 'prime_paid_upgrade', { sub_tier: '1000' }],
    [
      'standardpayforward',
      'msg-param-prior-gifter-anonymous=false;msg-param-prior-gifter-display-name=Bene;msg-param-prior-gifter-id=60;msg-param-prior-gifter-user-name=bene;msg-param-recipient-display-name=cuteMaggi;msg-param-recipient-id=69;msg-param-recipient-user-name=cutemaggi',
      'pay_it_forward',
      {
        gifter_is_anonymous: false,
        gifter_user_id: '60',
        gifter_user_login: 'bene',
        gifter_user_name: 'Bene',
        recipient_user_id: '69',
        recipient_user_login: 'cutemaggi',
        recipient_user_name: 'cuteMaggi',
      },
    ],
    [
      'communitypayforward',
      'msg-param-prior-gifter-anonymous=true',
      'pay_it_forward',
      {
        gifter_is_anonymous: true,
        gifter_user_id: null,
        gifter_user_login: null,
        gifter_user_name: null,
        recipient_user_id: null,
        recipient_user_login: null,
        recipient_user_name: null,
      },
    ],
    [
      'raid',
      'msg-param-displayName=TestChannel;msg-param-login=testchannel;msg-param-viewerCount=15;msg-param-profileImageURL=https://static-cdn.jtvnw.net/p-%s.png',
      'raid',
      {
        user_id: '87654321',
        user_login: 'testchannel',
        user_name: 'TestChannel',
        viewer_count: 15,
        profile_image_url: 'https://static-cdn.jtvnw.net/p-300x300.png',
      },
    ],
    ['unraid', '', 'unraid', {}],
    ['announcement', 'msg-param-color=PRIMARY', 'announcement', { color: 'primary' }],
    ['bitsbadgetier', 'msg-param-threshold=10000', 'bits_badge_tier', { tier: 10_000 }],
    [
      'charitydonation',
      'msg-param-charity-name=Global\\sAction;msg-param-donation-amount=1500;msg-param-donation-currency=USD;msg-param-exponent=2',
      'charity_donation',
      {
        charity_name: 'Global Action',
        amount: { value: 1500, decimal_places: 2, currency: 'USD' },
      },
    ],
    [
      'viewermilestone',
      'msg-param-category=watch-streak;msg-param-copoReward=450;msg-param-id=a8;msg-param-value=3',
      'watch_streak',
      {
        streak_count: 3,
        channel_points_awarded: 450,
      },
    ],
    ['modiversary', 'msg-param-months=108', 'modiversary', { months: 108 }],
  ])('%s with %s is a %s', async (id, tags, type, details) => {
    const { event, type: told } = await one(notice(`msg-id=${id};${tags}`, 'well done'))
    expect(told).toBe('channel.chat.notification')
    expect(event).toMatchObject({
      notice_type: type,
      [type]: details,
      system_message: 'Hello all',
      message: { text: 'well done', fragments: [text('well done')] },
      chatter_user_login: 'ronni',
      chatter_is_anonymous: false,
      message_id: 'n1',
    })
    expect(event[type]).toEqual(details)
    expect(event['params']).toBeUndefined()
    // The details of all others are null.
    const others = Object.entries(event).filter(([name, value]) => name !== type && value === null)
    expect(others.length).toBeGreaterThanOrEqual(25)

    // The same in a shared chat.
    const shared = await one(
      notice(`msg-id=sharedchatnotice;source-msg-id=${id};source-room-id=9;source-id=s1;source-badges=vip/1;${tags}`),
    )
    expect(shared.event).toMatchObject({
      notice_type: `shared_chat_${type}`,
      [`shared_chat_${type}`]: details,
      [type]: null,
      source_broadcaster_user_id: '9',
      source_message_id: 's1',
      source_badges: [{ set_id: 'vip', id: '1', info: '' }],
    })
  })

  it.each([
    ['ritual', 'msg-param-ritual-name=new_chatter', { 'msg-param-ritual-name': 'new_chatter' }],
    [
      'viewermilestone',
      'msg-param-category=something;msg-param-value=3',
      { 'msg-param-category': 'something', 'msg-param-value': '3' },
    ],
    ['constructor', '', {}],
    ['', 'msg-param-a=\\s', { 'msg-param-a': ' ' }],
  ])('of the unknown type "%s" keeps its name and its parameters', async (id, tags, params) => {
    const { event } = await one(notice(`msg-id=${id};${tags}`, 'hi'))
    expect(event).toMatchObject({ notice_type: id, params, sub: null })
    const shared = await one(notice(`msg-id=sharedchatnotice;source-msg-id=${id};source-room-id=9;${tags}`))
    expect(shared.event).toMatchObject({ notice_type: `shared_chat_${id}`, params })
  })

  it('of an anonymous gift has nobody', async () => {
    const { event } = await one(
      notice(
        'msg-id=submysterygift;login=ananonymousgifter;user-id=274598607;display-name=AnAnonymousGifter;msg-param-mass-gift-count=5',
      ),
    )
    expect(event).toMatchObject({
      chatter_is_anonymous: true,
      chatter_user_id: null,
      chatter_user_login: null,
      chatter_user_name: null,
      community_sub_gift: { total: 5 },
    })
  })

  it('has emotes in its text', async () => {
    const { event } = await one(notice('msg-id=resub;emotes=25:0-4', 'Kappa yes'))
    expect(event['message']).toEqual({ text: 'Kappa yes', fragments: [emote('Kappa', '25'), text(' yes')] })
  })
})

describe('what removes lines', () => {
  const channel = { broadcaster_user_id: '12345678', broadcaster_user_login: 'dallas', broadcaster_user_name: 'dallas' }

  it('CLEARMSG names the message, and its author if they were seen', async () => {
    const { tell } = await joinedChat()
    const line =
      '@login=ronni;room-id=;target-msg-id=abc-123-def;tmi-sent-ts=1642720582342 :tmi.twitch.tv CLEARMSG #dallas :HeyGuys'
    const [unseen] = tell(line)
    expect(unseen).toMatchObject({
      type: 'channel.chat.message_delete',
      meta: { timestamp: '2022-01-20T23:16:22.342Z' },
    })
    expect(unseen?.event).toEqual({
      ...channel,
      target_user_id: '',
      target_user_login: 'ronni',
      target_user_name: 'ronni',
      message_id: 'abc-123-def',
    })
    tell(privmsg('', 'hello'))
    expect(tell(line)[0]?.event).toMatchObject({ target_user_id: '87654321', target_user_name: 'Ronni' })
  })

  it('CLEARMSG knows a thousand authors, the latest', async () => {
    const { tell, socket } = await joinedChat()
    for (let index = 0; index < 1500; index++) {
      socket().receive(`@user-id=${index} :u${index}!u@u PRIVMSG #dallas :hi`)
    }
    const idOf = (login: string) =>
      tell(`@login=${login};target-msg-id=a :tmi.twitch.tv CLEARMSG #dallas :x`)[0]?.event['target_user_id']
    expect([idOf('u0'), idOf('u499'), idOf('u500'), idOf('u1499')]).toEqual(['', '', '500', '1499'])
  })

  it('CLEARCHAT with a user is a ban or a timeout', async () => {
    const ban = await one(
      '@room-id=12345678;target-user-id=87654321;tmi-sent-ts=1642715756806 :tmi.twitch.tv CLEARCHAT #dallas :ronni',
    )
    expect(ban.type).toBe('channel.chat.clear_user_messages')
    expect(ban.event).toEqual({
      ...channel,
      target_user_id: '87654321',
      target_user_login: 'ronni',
      target_user_name: 'ronni',
      ban_duration: null,
    })
    const timeout = await one(
      '@ban-duration=350;room-id=12345678;target-user-id=87654321;tmi-sent-ts=1642719320727 :tmi.twitch.tv CLEARCHAT #dallas :ronni',
    )
    expect(timeout.event['ban_duration']).toBe(350)
  })

  it('CLEARCHAT without one clears all', async () => {
    const told = await one('@room-id=12345678;tmi-sent-ts=1642715695392 :tmi.twitch.tv CLEARCHAT #dallas')
    expect([told.type, told.event]).toEqual(['channel.chat.clear', channel])
  })

  it('has ids of its own, one for each', async () => {
    const { tell } = await joinedChat()
    const line = '@room-id=12345678 :tmi.twitch.tv CLEARCHAT #dallas'
    const ids = tell(line, line, line).map(({ meta }) => meta.id)
    expect(new Set(ids).size).toBe(3)
  })
})

describe('ROOMSTATE is a change of settings', () => {
  it('as they are after it, also if it has only what changed', async () => {
    const { tell } = await joinedChat()
    const settings = (line: string) => tell(line).map(({ event }) => event)
    const all = {
      emote_mode: false,
      follower_mode: false,
      follower_mode_duration_minutes: null,
      slow_mode: false,
      slow_mode_wait_time_seconds: null,
      subscriber_mode: false,
      unique_chat_mode: false,
    }
    expect(settings('@r9k=1;room-id=12345678 :tmi.twitch.tv ROOMSTATE #dallas')).toEqual([
      expect.objectContaining({ ...all, unique_chat_mode: true, broadcaster_user_id: '12345678' }),
    ])
    expect(settings('@slow=10 :tmi.twitch.tv ROOMSTATE #dallas')).toEqual([
      expect.objectContaining({ ...all, unique_chat_mode: true, slow_mode: true, slow_mode_wait_time_seconds: 10 }),
    ])
    expect(settings('@followers-only=0;r9k=0;slow=0 :tmi.twitch.tv ROOMSTATE #dallas')).toEqual([
      expect.objectContaining({ ...all, follower_mode: true, follower_mode_duration_minutes: 0 }),
    ])
    expect(settings('@followers-only=0 :tmi.twitch.tv ROOMSTATE #dallas')).toEqual([])
    expect(settings('@emote-only=1;subs-only=1;followers-only=-1 :tmi.twitch.tv ROOMSTATE #dallas')).toEqual([
      expect.objectContaining({ ...all, emote_mode: true, subscriber_mode: true }),
    ])
  })
})

describe('any line', () => {
  /** A value that some tag may have, or that none has. */
  const value = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1',
      '-1',
      '25:0-4',
      '0-4,6-10/x:1-2',
      '9'.repeat(400),
      'NaN',
      'Infinity',
      'subscriber/12',
    ),
    fc.constantFrom('0-3|a|https://x', 'sub', 'raid', 'sharedchatnotice', '__proto__', '274598607', '\\s', '\ud800'),
    fc.string({ unit: 'binary', maxLength: 20 }).filter(text => !/[; \r\n]/.test(text)),
  )
  const tag = fc.constantFrom(
    ...'badge-info badges bits color display-name emotes gifs first-msg id login msg-id msg-param-sub-plan room-id'.split(
      ' ',
    ),
    ...'msg-param-viewerCount msg-param-was-gifted msg-param-exponent ban-duration target-user-id slow user-id'.split(
      ' ',
    ),
    ...'reply-parent-msg-id reply-thread-parent-msg-id source-room-id source-msg-id source-badges tmi-sent-ts'.split(
      ' ',
    ),
    ...'followers-only system-msg target-msg-id __proto__ constructor'.split(' '),
  )
  const line = fc
    .tuple(
      fc.dictionary(tag, value),
      fc.constantFrom('PRIVMSG', 'USERNOTICE', 'CLEARMSG', 'CLEARCHAT', 'ROOMSTATE', 'NOTICE', 'toString', '__proto__'),
      fc.option(
        fc.string({ unit: 'binary', maxLength: 60 }).filter(text => !/[\r\n]/.test(text)),
        { nil: null },
      ),
    )
    .map(([tags, command, trailing]) => {
      const list = Object.entries(tags).map(([name, text]) => `${name}=${text}`)
      return `@${list.join(';')} :a!a@a ${command} #dallas${trailing === null ? '' : ` :${trailing}`}`
    })

  it('becomes an event that passes its schema, or none, and never throws', async () => {
    const { tell } = await joinedChat()
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), lines => void tell(...lines)),
      {
        numRuns: 300,
        examples: [
          [[privmsg('bits=50000', 'a1 '.repeat(30_000))]],
          [[privmsg(`emotes=${'1:0-0/'.repeat(20_000)}`, 'x')]],
          [[privmsg(`badges=${'a/1,'.repeat(20_000)};badge-info=${'b/1,'.repeat(2000)}`, 'x')]],
        ],
      },
    )
  })
})
