// The coordinator's API, as the front door speaks it.

/** What the API refused, in its own words. */
export class Problem extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function ask(method, request, signal) {
  const response = await fetch(`/api/verdigrid.${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    signal,
  }).catch((e) => {
    throw e.name === "AbortError" ? e : new Problem("UNAVAILABLE", "the dashboard does not answer");
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(problem.code ?? "UNKNOWN", problem.message ?? `HTTP ${response.status}`);
  }
  return response;
}

/** One answer. */
export async function call(method, request = {}, signal = undefined) {
  return (await ask(method, request, signal)).json();
}

/** The messages of a stream that ends, one after the other. */
export async function* messages(method, request = {}, signal = undefined) {
  const response = await ask(method, request, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = done ? "" : lines.pop();
    for (const line of lines) {
      if (line !== "") {
        const message = JSON.parse(line);
        if (message.code && message.message) {
          throw new Problem(message.code, message.message);
        }
        yield message;
      }
    }
    if (done) {
      return;
    }
  }
}

const linkState = document.getElementById("link-state");

function say(text) {
  if (linkState.textContent !== text) {
    linkState.textContent = text;
  }
}

/**
 * Messages of a stream that goes on, by server-sent events. A lost connection, or one that was closed since nobody looks
 * at the page, goes on behind the last event. `ended` is called when the stream has no more, `refused` when it never will.
 */
export function watch(method, request, { message, ended = () => {}, refused = () => {} }) {
  let source = null;
  let cursor = request.cursor ?? 0;
  let over = false;

  function close() {
    source?.close();
    source = null;
  }

  function open() {
    if (source !== null || over) {
      return;
    }
    const asked = JSON.stringify(cursor ? { ...request, cursor } : request);
    source = new EventSource(`/api/verdigrid.${method}?request=${encodeURIComponent(asked)}`);
    source.onmessage = (event) => {
      say("");
      if (event.lastEventId) {
        cursor = event.lastEventId;
      }
      message(JSON.parse(event.data));
    };
    source.addEventListener("end", () => {
      over = true;
      close();
      ended();
    });
    source.addEventListener("problem", (event) => {
      const problem = JSON.parse(event.data);
      if (problem.code === "UNAVAILABLE") {
        say("Waiting for the coordinator");
      } else {
        over = true;
        close();
        refused(new Problem(problem.code, problem.message));
      }
    });
    source.onerror = () => {
      if (linkState.textContent === "") {
        say("Waiting for the dashboard");
      }
      if (source?.readyState === EventSource.CLOSED) {
        close();
        setTimeout(open, 1000);
      }
    };
  }

  // A browser has six connections to an origin: those that nobody looks at are for others.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  open();
  return () => {
    over = true;
    close();
  };
}

/** Output and stack traces. */
export async function blobText(range) {
  if (!range?.digest) {
    return "";
  }
  const response = await fetch(`/blob/${range.digest}?offset=${range.offset ?? 0}&length=${range.length ?? 0}`);
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(problem.code ?? "UNKNOWN", problem.message ?? `HTTP ${response.status}`);
  }
  return response.text();
}
