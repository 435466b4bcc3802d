// Talks to feed-view. A token, where the server wants one, stands behind the address: #token=...

const token = new URLSearchParams(location.hash.slice(1)).get("token");
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
 * Follows a stream of server-sent events until aborted; connects again by itself. EventSource can't
 * show a token, so the stream is read here.
 */
export async function follow(path, onEvent, onState, signal) {
  let pauseMillis = 500;
  while (!signal.aborted) {
    try {
      const answer = await fetch(path, { headers: { ...headers, Accept: "text/event-stream" }, signal });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      onState("live");
      pauseMillis = 500;
      await read(answer.body.getReader(), onEvent);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
    }
    onState("lost");
    await new Promise((done) => setTimeout(done, pauseMillis));
    pauseMillis = Math.min(10_000, pauseMillis * 2);
  }
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
