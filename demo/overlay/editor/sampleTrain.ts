/** An event that begins a Hype Train on ada’s channel. */
export const sampleTrain = (milliseconds: number) => ({
  broadcaster_user_id: '1001',
  type: 'regular',
  level: 2,
  total: 3400,
  progress: 1800,
  goal: 3400,
  top_contributions: [],
  is_shared_train: false,
  shared_train_participants: null,
  started_at: new Date().toISOString(),
  expires_at: new Date(Date.now() + milliseconds).toISOString(),
  all_time_high_level: 4,
  all_time_high_total: 12_000,
})
