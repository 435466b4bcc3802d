// Talks to feed-view. A token, where the server wants one, stands behind the address: #token=...

const token = new URLSearchParams(location.hash.slice(1)).get("token");
const LEAST_PAUSE_MILLIS = 500;
const MOST_PAUSE_MILLIS = 30_000;
const headers = token ? { Authorization: `Bearer ${token}` } : {};

/** The JSON of an answer; an error carries the problem's one line. */
export async function get(path, signal) {
  const answer = await fetch(path, { headers, signal });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(problem.detail ?? answer.statusText), { status: answer.status });
  }
  return answer.json();
}

/** A picture as a URL for this page alone, or null. */
export async function picture(path) {
  const answer = await fetch(path, { headers });
  return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
}

/**
 * Follows a stream of server-sent events until aborted; connects again by itself, ever later while no
 * event comes, and not before the server's Retry-After. EventSource can't show a token, so the stream
 * is read here.
 *
 * @param onState called with "live", "full" or "lost"
 */
export async function follow(path, onEvent, onState, signal) {
  let pauseMillis = LEAST_PAUSE_MILLIS;
  while (!signal.aborted) {
    let state = "lost";
    let notBeforeMillis = 0;
    try {
      const answer = await fetch(path, { headers: { ...headers, Accept: "text/event-stream" }, signal });
      if (answer.ok) {
        onState("live");
        await read(answer.body.getReader(), (name, data) => {
          pauseMillis = LEAST_PAUSE_MILLIS;
          onEvent(name, data);
        });
      } else {
        state = answer.status === 503 ? "full" : "lost";
        notBeforeMillis = 1000 * (Number(answer.headers.get("Retry-After")) || 0);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
    }
    if (signal.aborted) {
      return;
    }
    onState(state);
    await sleep(Math.max(pauseMillis, notBeforeMillis), signal);
    pauseMillis = Math.min(MOST_PAUSE_MILLIS, pauseMillis * 2);
  }
}

/** Ends when aborted, too. */
export function sleep(millis, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, millis);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    }, { once: true });
  });
}

async function read(reader, onEvent) {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      dispatch(block, onEvent);
    }
  }
}

function dispatch(block, onEvent) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) {
      name = line.slice(6).trim();
    } else if (line.startsWith("data:")) {
      data.push(line.slice(5).trimStart());
    }
  }
  if (data.length > 0) {
    onEvent(name, JSON.parse(data.join("\n")));
  }
}
