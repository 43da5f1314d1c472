/** Asks the demo's server for something about the fake Twitch. */
export async function ask(name: string): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`/start/try/${name}`, { method: 'POST' })
  } catch {
    throw new Error('The demo’s server doesn’t answer. Start it again with npm start, then reload this page.')
  }
  if (response.status === 404)
    throw new Error('These pages are served without the fake Twitch. Start them with npm start.')
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`That didn’t work: ${Object(answer).error}`)
  return answer
}
