package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.List;
import java.util.Locale;

/** Stock keeping: Python's logging in UTC without a zone, tracebacks as lines, also chained ones; probed as on Kubernetes. */
final class Inventory {

    private static final String[] WAREHOUSES = {"KIX1", "NRT2", "FUK1"};

    private final Dice dice;

    Inventory(Dice dice) {
        this.dice = dice;
    }

    Entry stock(Container container, Request request, int sku, double millis) {
        return say(
                container,
                request.after(millis),
                "INFO",
                "inventory.api",
                "stock of sku " + sku + " is " + dice.between(0, 240) + " in " + dice.pick(WAREHOUSES) + " trace_id="
                        + request.trace());
    }

    Entry reserved(Container container, Request request, long order, double millis) {
        return say(
                container,
                request.after(millis),
                "INFO",
                "inventory.reserve",
                "reserved " + dice.between(1, 5) + " items for order " + order + " in " + dice.pick(WAREHOUSES)
                        + " trace_id=" + request.trace());
    }

    Entry slowQuery(Container container, long nanos) {
        String seconds = String.format(Locale.ROOT, "%.3f", dice.between(1.1, 4.9));
        return say(
                container,
                nanos,
                "WARNING",
                "inventory.db",
                "query took " + seconds
                        + " s: SELECT sku, sum(quantity) FROM stock WHERE warehouse = ANY(%s) GROUP BY sku");
    }

    Entry rebuilding(Container container, long nanos) {
        long share = (nanos - Timeline.CPU_FROM) * 210_000 / (Timeline.CPU_TO - Timeline.CPU_FROM);
        return say(
                container,
                nanos,
                "INFO",
                "inventory.rebuild",
                "rebuilding availability index, " + share + " of 210000 skus done");
    }

    Entry lowStock(Container container, long nanos) {
        return say(
                container,
                nanos,
                "WARNING",
                "inventory.alerts",
                "sku " + dice.between(1_000, 9_999) + " is below its reorder level in " + dice.pick(WAREHOUSES));
    }

    Entry serializationFailure(Container container, long nanos) {
        return trace(
                container,
                nanos,
                "reservation failed for order " + dice.between(81_230_000, 81_239_999),
                List.of(
                        "Traceback (most recent call last):",
                        "  File \"/app/inventory/reserve.py\", line 84, in reserve",
                        "    cursor.execute(RESERVE, {\"sku\": sku, \"quantity\": quantity})",
                        "  File \"/usr/local/lib/python3.13/site-packages/psycopg/cursor.py\", line 97, in execute",
                        "    raise ex.with_traceback(None)",
                        "psycopg.errors.SerializationFailure: could not serialize access due to concurrent update"));
    }

    Entry unknownWarehouse(Container container, long nanos) {
        return trace(
                container,
                nanos,
                "transfer could not be booked",
                List.of(
                        "Traceback (most recent call last):",
                        "  File \"/app/inventory/transfer.py\", line 41, in warehouse_of",
                        "    return WAREHOUSES[code]",
                        "           ~~~~~~~~~~^^^^^^",
                        "KeyError: 'OKA9'",
                        "",
                        "During handling of the above exception, another exception occurred:",
                        "",
                        "Traceback (most recent call last):",
                        "  File \"/app/inventory/transfer.py\", line 63, in book",
                        "    target = warehouse_of(row[\"to\"])",
                        "  File \"/app/inventory/transfer.py\", line 43, in warehouse_of",
                        "    raise UnknownWarehouse(code) from None if quiet else error",
                        "inventory.errors.UnknownWarehouse: OKA9"));
    }

    private static Entry trace(Container container, long nanos, String message, List<String> traceback) {
        List<String> lines = new java.util.ArrayList<>();
        lines.add(Timeline.python(nanos) + " ERROR inventory.worker: " + message);
        lines.addAll(traceback);
        return new Entry(container, "stderr", nanos, lines, "error", Entry.Kind.LINE);
    }

    Entry check(Container container, long nanos, boolean passing) {
        String log = "10.0.2.9 - - [" + Timeline.nginxUtc(nanos) + "] \"GET /healthz HTTP/1.1\" "
                + (passing ? "200 15" : "500 31") + " \"-\" \"kube-probe/1.31\"";
        return Entry.check(container, nanos, null, passing, log);
    }

    private static Entry say(Container container, long nanos, String level, String logger, String message) {
        String meant = level.equals("WARNING") ? "warn" : level.toLowerCase(Locale.ROOT);
        return Entry.line(
                container, nanos, meant, Timeline.python(nanos) + ' ' + level + ' ' + logger + ": " + message);
    }
}
