package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import io.kanshi.wire.FrameHeader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be true of everything that has arrived, whatever happened on the way. */
final class AccountBook {

    private final List<AcceptedRecord> records;
    private final SidecarFrames frames;

    AccountBook(List<AcceptedRecord> records) {
        this.records = records;
        this.frames = SidecarFrames.of(records);
    }

    int events() {
        return frames.events().size();
    }

    long shed() {
        return frames.lastHeaders().values().stream()
                .mapToLong(FrameHeader::shed)
                .sum();
    }

    long joined() {
        return frames.events().stream().mapToLong(SidecarEvent::joined).sum();
    }

    int boots() {
        return frames.lastHeaders().size();
    }

    int repeats() {
        return frames.repeats();
    }

    /** Every header: what was received until then is in the frames up to it, or joined, shed or held. To be asked when none is on its way. */
    void everyHeaderAddsUp() {
        Map<String, List<FrameHeader>> byBoot =
                frames.headers().stream().collect(Collectors.groupingBy(FrameHeader::boot));
        byBoot.forEach((boot, headers) -> {
            long events = 0;
            for (FrameHeader header : headers.stream()
                    .sorted(Comparator.comparingLong(FrameHeader::received)
                            .thenComparingLong(each -> each.received() - each.held()))
                    .toList()) {
                events += header.events();
                assertThat(header.held()).as("held in " + header).isNotNegative();
                assertThat(events + header.joined() + header.shed() + header.held())
                        .as("accounted for in " + header)
                        .isEqualTo(header.received());
            }
        });
        assertThat(frames.gaps()).as("numbers that are missing").isEmpty();
    }

    /** Each event says how many lines it was made of, and no record is in two. */
    Set<Token> delivered() {
        Set<Token> delivered = new HashSet<>();
        for (SidecarEvent event : frames.events()) {
            List<Token> tokens = Token.in(event.log());
            assertThat(tokens).as(event.log()).hasSize(1 + event.joined());
            for (Token token : tokens) {
                assertThat(delivered.add(token)).as(token + " once").isTrue();
            }
        }
        return delivered;
    }

    /** Of every container's stream, by (boot, lane, seq, line); but for lines whose end never came, which come when they are given up. */
    void inOrder() {
        Map<String, Integer> starts = new HashMap<>();
        for (AcceptedRecord record : records) {
            starts.putIfAbsent(record.partitionKey().substring(0, 36), starts.size());
        }
        Map<String, List<SidecarEvent>> streams = new LinkedHashMap<>();
        frames.events().stream()
                .filter(event -> event.partial() == null)
                .forEach(event -> streams.computeIfAbsent(
                                event.containerName() + " " + event.source(), unused -> new ArrayList<>())
                        .add(event));
        streams.forEach((stream, events) -> {
            List<Token> first = events.stream()
                    .sorted(Comparator.comparingInt((SidecarEvent event) -> starts.getOrDefault(event.boot(), -1))
                            .thenComparingInt(SidecarEvent::lane)
                            .thenComparingLong(SidecarEvent::seq)
                            .thenComparingInt(SidecarEvent::line))
                    .map(event -> Token.in(event.log()).get(0))
                    .toList();
            assertThat(first)
                    .as(stream)
                    .isSortedAccordingTo(Comparator.comparingInt(Token::attempt).thenComparingInt(Token::number));
        });
    }

    /** What was acked has arrived, or was shed and counted. Of others only the end of a connection may be missing uncounted. */
    void nothingIsMissingSilently(Collection<Token> sent, Collection<Token> acked) {
        Set<Token> delivered = delivered();
        assertThat(sent.containsAll(delivered)).as("only what was sent").isTrue();
        Map<String, Integer> reached = new HashMap<>();
        delivered.forEach(token -> reached.merge(connection(token), token.number(), Math::max));
        Set<Token> missing = new HashSet<>(sent);
        missing.removeAll(delivered);
        Set<Token> ackedMissing = new HashSet<>(acked);
        ackedMissing.retainAll(missing);
        Set<Token> mustBeShed = missing.stream()
                .filter(token -> token.number() < reached.getOrDefault(connection(token), -1))
                .collect(Collectors.toCollection(HashSet::new));
        mustBeShed.addAll(ackedMissing);
        assertThat(acked).as("acked").isNotEmpty();
        assertThat(shed())
                .as("shed by the headers; %d acked are missing", ackedMissing.size())
                .isBetween((long) mustBeShed.size(), (long) missing.size());
    }

    private static String connection(Token token) {
        return token.client() + '.' + token.attempt();
    }

    /** The job reads as many events as the headers say. */
    void theJobCountsTheSame() {
        long[] read = new long[1];
        long[] said = new long[1];
        EventSink sink = new EventSink() {
            @Override
            public void event(LogEvent event) {
                read[0]++;
            }

            @Override
            public void deadLetter(DeadLetter letter) {
                throw new AssertionError(letter.reason() + ": " + letter.detail());
            }

            @Override
            public void header(FrameHeader header) {
                said[0] += header.events();
            }
        };
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (AcceptedRecord record : records) {
                decoder.decode(record.data(), 0, record.data().length, 1_793_491_200_000L, sink);
            }
        }
        assertThat(read[0]).as("events that the job reads").isEqualTo(said[0]);
    }
}
