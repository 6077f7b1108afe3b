package io.kanshi.job.archive;

import io.kanshi.events.LogEvent;
import io.kanshi.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;

/** Random events for the tests of other packages. */
public final class EventSamples {

    private EventSamples() {}

    public static List<LogEvent> events(int count) {
        RandomEvents random = new RandomEvents(Seeds.seedFor("random events"));
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(random.next(new LogEvent()));
        }
        return events;
    }

    /** All columns of an event as one text. */
    public static String row(LogEvent event) {
        return RandomEvents.row(event);
    }
}
