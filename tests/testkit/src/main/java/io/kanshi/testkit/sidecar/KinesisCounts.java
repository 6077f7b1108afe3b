package io.kanshi.testkit.sidecar;

/**
 * What {@link KinesisFake} counted since its start.
 *
 * @param requests requests whose body arrived, whatever became of them
 * @param refusedRequests those that were refused as a whole
 * @param lostAnswers those whose records were accepted and which were not answered
 * @param records accepted records
 * @param bytes their data and partition keys
 * @param refusedRecords records refused one by one in answers that were otherwise good
 */
public record KinesisCounts(
        long requests, long refusedRequests, long lostAnswers, long records, long bytes, long refusedRecords) {

    static final KinesisCounts NONE = new KinesisCounts(0, 0, 0, 0, 0, 0);

    KinesisCounts oneRequest() {
        return new KinesisCounts(requests + 1, refusedRequests, lostAnswers, records, bytes, refusedRecords);
    }

    KinesisCounts oneRefusedRequest() {
        return new KinesisCounts(requests, refusedRequests + 1, lostAnswers, records, bytes, refusedRecords);
    }

    KinesisCounts oneLostAnswer() {
        return new KinesisCounts(requests, refusedRequests, lostAnswers + 1, records, bytes, refusedRecords);
    }

    KinesisCounts oneRecord(long size) {
        return new KinesisCounts(requests, refusedRequests, lostAnswers, records + 1, bytes + size, refusedRecords);
    }

    KinesisCounts oneRefusedRecord() {
        return new KinesisCounts(requests, refusedRequests, lostAnswers, records, bytes, refusedRecords + 1);
    }
}
