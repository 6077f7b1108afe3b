package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * received = delivered + joined + shed + held, over clients, faults and restarts together: containers and acking loggers talk to the real
 * program, Kinesis fails in every way it can, and the program is killed, or asked to end in the middle of it. After every round the
 * headers of all frames add up; at random moments /metrics does; at the end nothing is missing that is not counted.
 */
final class AccountTest {

    private static final int ROUNDS = Integer.getInteger("kanshi.rounds", 5);
    private static final long SETTLED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Lines shed in a round that fills up. */
    private static final int SHED = 1000;

    @TempDir
    private Path folder = Path.of("");

    /** How a round ends. */
    private enum End {
        GOES_ON,
        KILLED,
        TERMINATED
    }

    private int port;
    private @Nullable SidecarProcess running;

    @AfterEach
    void killWhatAFailureLeft() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void everyLineIsAccountedForWhateverHappens() throws Exception {
        Dice dice = Seeds.diceFor("AccountTest");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            AccountClients clients = AccountClients.start(folder.resolve("fluent.sock"), dice);
            SidecarProcess sidecar = start(kinesis);
            for (int round = 0; round < ROUNDS; round++) {
                sidecar = round(round, sidecar, kinesis, clients, dice);
            }
            clients.pace(AccountClients.Pace.SLOW);
            clients.end();
            settle();
            assertThat(sidecar.end()).as(sidecar.said()).isZero();
            AccountBook book = new AccountBook(kinesis.records());
            book.everyHeaderAddsUp();
            book.theJobCountsTheSame();
            book.inOrder();
            System.out.printf(
                    "AccountTest: %,d sent, %,d acked, %,d events, %,d joined, %,d shed, %d starts, %d repeats%n",
                    clients.sent().size(),
                    clients.acked().size(),
                    book.events(),
                    book.joined(),
                    book.shed(),
                    book.boots(),
                    book.repeats());
            book.nothingIsMissingSilently(clients.sent(), clients.acked());
        }
    }

    private SidecarProcess start(KinesisFake kinesis) throws IOException {
        SidecarProcess started = SidecarProcess.start(
                folder,
                kinesis,
                "KANSHI_HEALTH_PORT",
                Integer.toString(port),
                "KANSHI_LINE_MAX_BYTES",
                "64KiB",
                "KANSHI_FRAME_MAX_BYTES",
                "256KiB",
                "KANSHI_HOLD_MEMORY_BYTES",
                "1MiB",
                "KANSHI_SPILL_MAX_BYTES",
                // Above 90 % of both only errors are held: so much of that must be on disk that it does not fill up.
                "24MiB",
                "KANSHI_GRACE",
                "3s");
        running = started;
        return started;
    }

    private SidecarProcess round(
            int round, SidecarProcess before, KinesisFake kinesis, AccountClients clients, Dice dice) throws Exception {
        boolean fills = round % 3 == 1;
        String fault = fills ? leave(kinesis) : disturb(kinesis, dice);
        clients.pace(fills ? AccountClients.Pace.FAST : AccountClients.Pace.SLOW);
        for (int looks = dice.between(2, 5); looks > 0; looks--) {
            TimeUnit.MILLISECONDS.sleep(dice.between(50, 300));
            look();
        }
        if (fills) {
            await(page -> page.number("shed_lines_total") > SHED);
        }
        End end = round == 1 ? End.KILLED : dice.pick(End.values());
        System.out.println("AccountTest: round " + round + ": " + fault + (fills ? ", fills up" : "") + ", " + end);
        SidecarProcess sidecar = before;
        if (end == End.KILLED) {
            sidecar.kill();
            sidecar = start(kinesis);
        } else if (end == End.TERMINATED) {
            // Else errors would go on until they have room nowhere.
            if (fills) {
                clients.pace(AccountClients.Pace.PAUSED);
            }
            await(page -> true);
            assertThat(sidecar.end()).as(sidecar.said()).isIn(Ending.ALL_DELIVERED, Ending.LEFT_ON_DISK);
            sidecar = start(kinesis);
        }
        clients.pace(AccountClients.Pace.PAUSED);
        kinesis.comeBack();
        kinesis.heal();
        settle();
        new AccountBook(kinesis.records()).everyHeaderAddsUp();
        return sidecar;
    }

    private static String leave(KinesisFake kinesis) {
        kinesis.leave();
        return "away";
    }

    private static String disturb(KinesisFake kinesis, Dice dice) {
        KinesisFault fault = switch (dice.between(0, 7)) {
            case 0 -> new KinesisFault.None();
            case 1 -> new KinesisFault.ThrottleAll();
            case 2 -> new KinesisFault.RefuseShare(new Dice(dice.random().nextLong()), 0.5);
            case 3 -> KinesisFault.RefuseRequests.expiredToken();
            case 4 -> KinesisFault.RefuseRequests.internalFailure();
            case 5 -> new KinesisFault.Hang();
            case 6 -> new KinesisFault.Slow(Duration.ofMillis(300));
            default -> new KinesisFault.LoseAnswers();
        };
        kinesis.fault(fault);
        return fault.getClass().getSimpleName();
    }

    /** At any moment; nobody answers while the program starts. */
    private void look() throws InterruptedException {
        try {
            MetricsPage.ask(port).check();
        } catch (IOException starting) {
            // Then there is nothing to look at.
        }
    }

    /** Until nothing is open and nothing held. */
    private void settle() throws InterruptedException {
        await(page -> page.number("open_lines") == 0 && page.number("held_frames") == 0);
    }

    /** Waits, and adds up on the way; nobody answers while the program starts. */
    private void await(Predicate<MetricsPage> wanted) throws InterruptedException {
        long end = System.nanoTime() + SETTLED_WITHIN_NANOS;
        String last = "nothing";
        while (System.nanoTime() < end) {
            try {
                MetricsPage page = MetricsPage.ask(port);
                page.check();
                if (wanted.test(page)) {
                    return;
                }
                last = page.values().toString();
            } catch (IOException starting) {
                last = starting.toString();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("waited for the sidecar, which last said " + last);
    }
}
