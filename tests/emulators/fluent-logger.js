// Sends numbered records with @fluent-org/logger to a unix socket, and says as JSON how many of its promises were kept: with acks, one
// is kept when the ack has come.
// usage: node fluent-logger.js SOCKET MODE acks|no-acks COUNT
const { FluentClient } = require("@fluent-org/logger");

const [socket, eventMode, acks, count] = process.argv.slice(2);

async function main() {
  const client = new FluentClient("app", {
    eventMode,
    socket: { path: socket, timeout: 30_000 },
    milliseconds: true,
    // Several records a message, and several messages.
    flushInterval: 20,
    sendQueueIntervalFlushLimit: { length: 100 },
    ...(acks === "acks" ? { ack: { ackTimeout: 20_000 } } : {}),
    disconnect: { waitForPending: true },
  });
  const kept = [];
  for (let n = 0; n < Number(count); n++) {
    kept.push(client.emit("access", { n, text: `"é" ${n}` }));
    if (n % 250 === 249) {
      await new Promise((resume) => setImmediate(resume));
    }
  }
  const outcomes = await Promise.allSettled(kept);
  await client.disconnect();
  const broken = outcomes.find((outcome) => outcome.status === "rejected");
  if (broken) {
    throw broken.reason;
  }
  console.log(JSON.stringify({ kept: outcomes.length }));
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
