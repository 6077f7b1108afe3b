package io.kanshi.job.aws;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A delivery of text to a function of the test. */
final class Told implements Delivery<String, String> {

    private static final long serialVersionUID = 1;
    private static final Map<String, Function<List<String>, Answer<String>>> PLACES = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final RequestLimits limits;

    Told(RequestLimits limits, Function<List<String>, Answer<String>> place) {
        this.limits = limits;
        PLACES.put(id, place);
    }

    static Answer<String> arrived(BlockingQueue<String> arrived, List<String> entries) {
        arrived.addAll(entries);
        return new Answer<>();
    }

    static BlockingQueue<String> nothing() {
        return new LinkedBlockingQueue<>();
    }

    /** What begins like this is for others. */
    static final String NOT_HERE = "not here";

    @Override
    public boolean takes(String element) {
        return !element.startsWith(NOT_HERE);
    }

    @Override
    public String entry(String element) {
        return element;
    }

    @Override
    public RequestLimits limits() {
        return limits;
    }

    @Override
    public EntryForm<String> form() {
        return new Form();
    }

    @Override
    public Destination<String> open() {
        String place = id;
        return new Destination<>() {
            @Override
            public Answer<String> put(List<String> entries) {
                return PLACES.getOrDefault(place, all -> new Answer<>()).apply(entries);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static final class Form implements EntryForm<String> {

        private static final long serialVersionUID = 1;

        @Override
        public int version() {
            return 7;
        }

        @Override
        public long size(String entry) {
            return entry.length();
        }

        @Override
        public void write(String entry, DataOutputStream out) throws IOException {
            EntryForm.writeText(entry, out);
        }

        @Override
        public String read(int version, DataInputStream in) throws IOException {
            EntryForm.checkVersion(version, version());
            return EntryForm.readText(in);
        }
    }
}
