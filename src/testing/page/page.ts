/** The page that controls a served fake. What is to be seen in it comes from its script. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Fake Twitch</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/control/page.css">
<script src="/control/page.js" defer></script>
</head>
<body>
<header>
  <h1>Fake Twitch</h1>
  <p id="connection" role="status">Connecting…</p>
  <nav aria-label="Sections">
    <a href="#events">Events</a><a href="#people">People</a><a href="#sockets">Sockets</a><a href="#faults">Faults</a><a href="#log">Log</a>
  </nav>
</header>
<noscript><p class="empty">This page needs JavaScript.</p></noscript>
<main>
  <div class="column" id="middle">
    <section aria-labelledby="events">
      <h2 id="events" tabindex="-1">Events</h2>
      <div class="row">
        <div class="grow"><label for="channel">Channel</label><select id="channel"></select></div>
        <button type="button" id="stream"></button>
      </div>
      <h3>Scenes</h3>
      <div class="row wrap" id="scenes">
        <button type="button" data-scene="raid">A raid of 200</button>
        <button type="button" data-scene="chat">A busy chat</button>
        <button type="button" data-scene="train">A Hype Train to level 3</button>
        <button type="button" class="plain" id="stop">Stop</button>
      </div>
      <h3>One event</h3>
      <label for="search">Type</label>
      <input id="search" type="search" placeholder="follow, hype train, raid…" autocomplete="off" spellcheck="false" aria-controls="types">
      <ul id="types" aria-label="Types of events"></ul>
      <form id="event" novalidate hidden></form>
    </section>
  </div>
  <div class="column">
    <section aria-labelledby="people"><h2 id="people" tabindex="-1">Signed in</h2><div id="signed-in"></div></section>
    <section aria-labelledby="sockets">
      <h2 id="sockets" tabindex="-1">Sockets</h2>
      <div id="sessions"></div>
      <div class="row wrap" id="socket-buttons">
        <button type="button" id="drop">Drop</button>
        <button type="button" id="silence" aria-pressed="false">Silence</button>
        <button type="button" id="move">Move</button>
        <button type="button" id="move-broken">Move to a bad address</button>
        <button type="button" id="repeat">Repeat the last event</button>
      </div>
      <div class="row">
        <div class="grow"><label for="code">Close with code</label>
          <select id="code">
            <option value="4000">4000 internal server error</option>
            <option value="4001">4001 client sent inbound traffic</option>
            <option value="4002">4002 client failed ping-pong</option>
            <option value="4003">4003 connection unused</option>
            <option value="4004">4004 reconnect grace time expired</option>
            <option value="4005">4005 network timeout</option>
            <option value="4006">4006 network error</option>
            <option value="4007">4007 invalid reconnect attempt</option>
            <option value="1000">1000 client disconnected</option>
          </select>
        </div>
        <button type="button" id="close">Close</button>
      </div>
    </section>
    <section aria-labelledby="faults">
      <h2 id="faults" tabindex="-1">Faults of HTTP</h2>
      <ul id="fault-list" class="list"></ul>
      <form id="fault" novalidate>
        <div class="fields">
          <div><label for="fault-kind">What goes wrong</label>
            <select id="fault-kind">
              <option value="503">503: server error</option>
              <option value="429">429: too many requests, for 5 s</option>
              <option value="401">401: token refused</option>
              <option value="403">403: forbidden</option>
              <option value="404">404: not found</option>
              <option value="slow">Two seconds late</option>
              <option value="before">Connection lost before the answer</option>
              <option value="middle">Connection lost within the answer</option>
              <option value="malformed">Broken JSON</option>
            </select>
          </div>
          <div><label for="fault-method">Method</label>
            <select id="fault-method"><option value="">any</option><option>GET</option><option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option></select>
          </div>
          <div><label for="fault-path">Path</label>
            <input id="fault-path" placeholder="any, or /streams" autocomplete="off" autocapitalize="none" spellcheck="false"></div>
          <div><label for="fault-times">How often</label>
            <input id="fault-times" type="number" min="1" placeholder="until it is lifted"></div>
        </div>
        <button type="submit">Begin</button>
      </form>
    </section>
  </div>
  <div class="column">
    <section aria-labelledby="log">
      <div class="row head"><h2 id="log" tabindex="-1">Log</h2>
        <button type="button" class="plain" id="clear">Clear</button></div>
      <label for="filter">Filter</label>
      <input id="filter" type="search" placeholder="/streams, POST, 401…" autocomplete="off" autocapitalize="none" spellcheck="false">
      <p class="empty" id="nothing">Nothing has been asked yet. Requests and events show up here as they come.</p>
      <ol id="happenings" class="list"></ol>
    </section>
  </div>
</main>
<p id="toast" role="status"></p>
<datalist id="known-people"></datalist>
</body>
</html>
`
