// Starts kinesalite in memory, and adds two things that Kinesis does and it does not: a stream may be named by its ARN alone, and an answer
// that is full says how far it is behind when there is more. Kinesalite says that nothing is left, whatever is, so that a reader which stops
// at a time would stop after its first read.
// usage: node kinesalite.js PORT
const validations = require("kinesalite/validations");
const readPath = require.resolve("kinesalite/actions/getRecords");
const read = require(readPath);

// What Kinesis reads where a limit is absent.
const MOST_RECORDS = 10_000;

const { checkTypes } = validations;
validations.checkTypes = (request, types) => {
  if (request.StreamARN && !request.StreamName) {
    request.StreamName = request.StreamARN.split("/").pop();
  }
  return checkTypes(request, types);
};

require.cache[readPath].exports = (store, request, done) => {
  read(store, request, (failure, answer) => {
    if (failure || answer.Records.length < (request.Limit || MOST_RECORDS)) {
      done(failure, answer);
      return;
    }
    read(store, { ShardIterator: answer.NextShardIterator, Limit: 1 }, (failedLook, more) => {
      if (!failedLook && more.Records.length > 0) {
        const arrivalMillis = answer.Records[answer.Records.length - 1].ApproximateArrivalTimestamp * 1000;
        answer.MillisBehindLatest = Math.max(1, Math.round(Date.now() - arrivalMillis));
      }
      done(failedLook, answer);
    });
  });
};

// Takes the actions as they are now.
const kinesalite = require("kinesalite");

kinesalite({ createStreamMs: 50, shardLimit: 100 }).listen(Number(process.argv[2]), "127.0.0.1");
