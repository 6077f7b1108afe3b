package io.kanshi.rules;

import io.kanshi.events.LogEvent;
import io.kanshi.rules.Pane.ErrorCount;
import io.kanshi.wire.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The errors of a pane that is still open, by fingerprint, at most {@link PaneMath#MAX_FINGERPRINTS}: those with the smallest hashes, so
 * that the bound cuts the same ones whoever counts first.
 */
final class OpenErrors {

    private final long[] fingerprints = new long[PaneMath.MAX_FINGERPRINTS];
    private final ErrorCount[] counts = new ErrorCount[PaneMath.MAX_FINGERPRINTS];
    /** Hash of the text that the last sample was made of: equal text at an equal time needs no second look. */
    private final int[] texts = new int[PaneMath.MAX_FINGERPRINTS];

    private int size;
    private long cut;

    void add(LogEvent event, SampleText sampleText) {
        int index = indexOf(event.fingerprint);
        if (index < 0) {
            index = admit(event.fingerprint);
            if (index < 0) {
                cut++;
                return;
            }
            counts[index] = first(event, sampleText);
            texts[index] = text(event).hashCode();
        } else {
            ErrorCount count = counts[index];
            count.count++;
            if (event.timeNanos <= count.firstSeenNanos) {
                earlier(index, event, sampleText);
            }
        }
    }

    long cut() {
        return cut;
    }

    List<ErrorCount> close() {
        List<ErrorCount> list = new ArrayList<>(Arrays.asList(counts).subList(0, size));
        list.sort(Comparator.comparing((ErrorCount count) -> count.fingerprint, PaneMath::compareFingerprints));
        return list;
    }

    private int indexOf(long fingerprint) {
        for (int i = 0; i < size; i++) {
            if (fingerprints[i] == fingerprint) {
                return i;
            }
        }
        return -1;
    }

    private int admit(long fingerprint) {
        int index = size;
        if (size == PaneMath.MAX_FINGERPRINTS) {
            index = largest();
            if (PaneMath.compareFingerprints(fingerprint, fingerprints[index]) > 0) {
                return -1;
            }
            cut += counts[index].count;
        } else {
            size++;
        }
        fingerprints[index] = fingerprint;
        return index;
    }

    private int largest() {
        int largest = 0;
        for (int i = 1; i < size; i++) {
            if (PaneMath.compareFingerprints(fingerprints[i], fingerprints[largest]) > 0) {
                largest = i;
            }
        }
        return largest;
    }

    private static ErrorCount first(LogEvent event, SampleText sampleText) {
        ErrorCount count = new ErrorCount();
        count.fingerprint = event.fingerprint;
        count.count = 1;
        count.firstSeenNanos = event.timeNanos;
        count.sample = sampleText.of(event);
        return count;
    }

    /** The earliest event gives the sample, the smallest text among equally early ones: no matter which was read first. */
    private void earlier(int index, LogEvent event, SampleText sampleText) {
        ErrorCount count = counts[index];
        boolean same = event.timeNanos == count.firstSeenNanos;
        int text = text(event).hashCode();
        if (same && text == texts[index]) {
            return;
        }
        String sample = sampleText.of(event);
        if (!same || sample.compareTo(count.sample) < 0) {
            count.sample = sample;
            texts[index] = text;
        }
        count.firstSeenNanos = event.timeNanos;
    }

    private static Utf8 text(LogEvent event) {
        return event.message.isEmpty() ? event.log : event.message;
    }
}
